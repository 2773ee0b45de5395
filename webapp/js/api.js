/** The only module that calls fetch. One function per endpoint, one error type. */
import { Outbox } from './outbox.js';

/** A refusal or a lost connection. `lost` means that the server may not have seen the request. */
export class ApiError extends Error {
  constructor({ status = 0, code = 'network', detail = '', lost = false, body = {} }) {
    super(detail || code);
    this.name = 'ApiError';
    Object.assign(this, { status, code, detail, lost, body });
  }
}

/** @param raw a file or a form, sent as it is  @param headers more of them */
export async function request(method, path, { body, raw, signal, as = 'json', headers } = {}) {
  let response;
  try {
    response = await fetch(`api/${path}`, {
      method, signal,
      headers: { ...typesOf(body, raw, as), ...headers },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError({ lost: true });
  }
  if (!response.ok) throw await problem(response);
  try {
    return await response[as]();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError({ status: response.status, code: 'cut-off', lost: true });
  }
}

/** What is sent, and what the answer may be. */
function typesOf(body, raw, as) {
  if (raw instanceof FormData) return { Accept: 'application/json' };
  if (raw !== undefined) return { Accept: 'application/json', 'Content-Type': 'application/octet-stream' };
  if (body !== undefined) return { Accept: 'application/json', 'Content-Type': 'application/json' };
  return { Accept: { json: 'application/json', blob: '*/*' }[as] ?? 'text/plain, application/problem+json' };
}

async function problem(response) {
  let body = {};
  try { body = await response.json(); } catch { /* a proxy's page: the status says enough */ }
  const { status } = response;
  const gone = status === 502 || status === 503 || status === 504;
  return new ApiError({
    // With a code it is our server that speaks: busy or still starting, but there. A 404 without one is the server before or after the program.
    status, lost: (gone || status === 404) && !body.code, code: body.code ?? (gone ? 'busy' : `http-${status}`), detail: body.detail ?? body.message ?? '', body,
  });
}

export const query = (values) => {
  const kept = Object.entries(values).filter(([, v]) => v !== undefined && v !== null);
  return kept.length ? `?${new URLSearchParams(kept)}` : '';
};

export const get = (path, options) => request('GET', path, options);
export const post = (path, body, options) => request('POST', path, { ...options, body });

export const api = {
  status: (o) => get('status', o),
  /** @param what {strategy, batch_size, to: id for similar, class and order for verify} */
  nextBatch: (what, o) => get(`next_batch${query(what)}`, o),
  undo: (o) => post('undo', {}, o),
  /** @param how {class} for a hint about one class, {by_names: true} for all class names */
  setQuery: (text, how, o) => post('set_query', { query: text, ...how }, o),
  train: (o) => post('train', {}, o),
  options: (changes, o) => (changes ? post('options', changes, o) : get('options', o)),
  classes: (o) => get('classes', o),
  /** @param action one of the actions of POST /classes */
  editClasses: (action, o) => post('classes', action, o),
  search: (q, offset, limit, o) => get(`search${query({ q, offset, limit })}`, o),
  /** The whole text of an item. */
  text: (id, o) => request('GET', `text/${id}`, { ...o, as: 'text' }),
  relabel: (labels, o) => post('relabel', labels, o),
  dataView: (mode, offset, limit, labeled, o) =>
    get(`data_view${query({ mode, offset, limit, labeled: labeled || undefined, probs: false })}`, o),
  curve: (o) => get('curve', o),
  datasets: (o) => get('datasets', o),
  browse: (path, o) => get(`browse${query({ path })}`, o),
  config: (spec, o) => post('config', spec, o),
  embedding: (action, o) => post('embedding', { action }, o),
  quality: (o) => get('quality', o),
  suspects: (limit, o) => get(`quality/suspects${query({ limit })}`, o),
  confusion: (truth, predicted, o) => get(`quality/confusion${query({ truth, predicted })}`, o),
  duplicates: (o) => get('quality/duplicates', o),
  models: (o) => get('models', o),
  loadModel: (id, o) => post(`models/${encodeURIComponent(id)}/load`, {}, o),
  nameModel: (id, name, o) => post(`models/${encodeURIComponent(id)}`, { name }, o),
  compareModels: (a, b, o) => get(`models/compare${query({ a, b })}`, o),
  predictText: (text, o) => post('predict', { text }, o),
  predictFile: (file, o) => {
    const form = new FormData();
    form.append('file', file, file.name);
    return request('POST', 'predict', { ...o, raw: form });
  },
  /** @param how {skip_unknown, create_classes} */
  importLabels: (file, how, o) => request('POST', `import${query(how)}`, { ...o, raw: file }),
  checkpoints: (o) => get('checkpoints', o),
  /** Begins a download, or goes on with one. */
  downloadCheckpoint: (name, revision, o) => post('checkpoints/download', { name, revision }, o),
  cancelDownload: (id, o) => post('checkpoints/cancel', { id }, o),
  removeCheckpoint: (id, o) => post('checkpoints/remove', { id }, o),
  addCheckpoint: (path, o) => post('checkpoints/add', { path }, o),
  useCheckpoint: (id, o) => post('checkpoints/use', { id }, o),
  cancelUse: (o) => post('checkpoints/use/cancel', {}, o),
  compareCheckpoints: (o) => post('checkpoints/compare', {}, o),
  cancelComparison: (o) => post('checkpoints/compare/cancel', {}, o),
  /** @param numbers a .npy file  @param ids a file with the names in the order of its rows */
  importEmbeddings: (numbers, ids, name, o) => {
    const form = new FormData();
    form.append('embeddings', numbers, numbers.name);
    form.append('ids', ids, ids.name);
    form.append('name', name);
    return request('POST', 'embeddings/import', { ...o, raw: form });
  },
  restoreLabels: (o) => post('restore_labels', {}, o),
};

/** The data set is part of the address: then the browser may keep the picture and never shows one of another set. */
export const imageUrl = (id, size, dataset) => `api/image/${id}${query({ size, v: dataset })}`;
export const audioUrl = (id, dataset) => `api/audio/${id}${query({ v: dataset })}`;
export const exportUrl = (format, predictions) =>
  `api/export${query({ format, include: predictions ? 'predictions' : undefined })}`;
/** @param format 'npy', 'ids' or 'parquet' */
export const embeddingsUrl = (format) => `api/embeddings/export${query({ format })}`;
export const modelUrl = (id, format) => `api/models/${encodeURIComponent(id)}/export${query({ format })}`;
export const eventsUrl = 'api/events';

/** A server error is no refusal: what was confirmed stays here and is offered again. */
export const mayBeUnseen = (error) => Boolean(error.lost) || error.status >= 500;

/** A random id, also where the page is not served from a secure address. */
export const randomId = () => crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g,
  (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

export const outbox = new Outbox(
  globalThis.localStorage,
  (entry) => post(`submit_labels${query({ submit_id: entry.submit_id, batch_id: entry.batch_id, train: entry.train })}`, entry.labels),
  mayBeUnseen,
);

/** A new entry for the outbox. @param train 'auto' to train when enough came together, undefined to train now */
export const submission = (dataset, labels, batchId, train) => ({ submit_id: randomId(), batch_id: batchId ?? undefined, train, dataset, labels });
