/** The endpoints of the Golden Noise workspace. Seeds are strings in both directions: they have 64 bits. */
import { get, mayBeUnseen, post, query, request } from '../api.js';
import { Outbox } from '../outbox.js';

const at = (id) => encodeURIComponent(id);

/** One file, and settings beside it where there are any. */
function form(file, settings) {
  const data = new FormData();
  if (settings) data.append('settings', new Blob([JSON.stringify(settings)], { type: 'application/json' }));
  data.append('file', file, file.name);
  return data;
}

export const goldenApi = {
  models: (o) => get('golden/models', o),
  addModel: (path, o) => post('golden/models/add', { path }, o),
  useModel: (id, dtype, o) => post('golden/models/use', { id, dtype }, { ...o, as: 'text' }),
  cancelModel: (o) => post('golden/models/cancel', {}, { ...o, as: 'text' }),
  removeModel: (id, o) => post('golden/models/remove', { id }, { ...o, as: 'text' }),
  /** Begins a session. @param file prompts as CSV, JSON or TXT, or null when the settings hold them */
  init: (settings, file, o) => (file ? request('POST', 'golden/init_model', { ...o, raw: form(file, settings) }) : post('golden/init_model', settings, o)),
  sessions: (o) => get('golden/sessions', o),
  state: (id, o) => get(`golden/sessions/${at(id)}/state`, o),
  resume: (id, o) => post(`golden/sessions/${at(id)}/resume`, {}, { ...o, as: 'text' }),
  removeSession: (id, name, o) => request('DELETE', `golden/sessions/${at(id)}${query({ confirm: name })}`, { ...o, as: 'text' }),
  next: (session, o) => get(`golden/get_next_prompt${query({ session_id: session })}`, o),
  /** @param what {prompt_id, seeds, more}; never waits for the pictures */
  generate: (what, o) => post('golden/generate_batch', { ...what, wait: false }, o),
  batch: (id, o) => get(`golden/batches/${at(id)}`, o),
  cancelBatch: (id, o) => post(`golden/batches/${at(id)}/cancel`, {}, o),
  retryBatch: (id, o) => post(`golden/batches/${at(id)}/retry`, {}, o),
  skip: (prompt, o) => post('golden/skip', { prompt_id: prompt }, o),
  undo: (session, o) => post('golden/undo', { session_id: session }, o),
  history: (filters, o) => get(`golden/history${query(filters)}`, o),
  change: (batch, decision, o) => post(`golden/history/${at(batch)}`, decision, o),
  importFile: (file, o) => request('POST', 'golden/import', { ...o, raw: form(file) }),
  analysis: (o) => get('golden/analysis', o),
  analyse: (what, o) => post('golden/analysis', what, { ...o, as: 'text' }),
  cancelAnalysis: (o) => post('golden/analysis/cancel', {}, { ...o, as: 'text' }),
  map: (of, method, o) => get(`golden/analysis/map${query({ of, method })}`, o),
  learning: (o) => get('golden/learning', o),
  learn: (what, o) => post('golden/learning', what, { ...o, as: 'text' }),
  cancelLearning: (o) => post('golden/learning/cancel', {}, { ...o, as: 'text' }),
  recommend: (prompt, count, of, o) => get(`golden/recommend${query({ prompt, count, of })}`, o),
};

export const batchEventsUrl = (id) => `api/golden/batches/${at(id)}/events`;
/** @param format 'json', 'csv', 'parquet', 'pairs' or 'zip' */
export const goldenExportUrl = (format, session) => `api/golden/export${query({ format, session: session || undefined })}`;

/** Judgements that the server has not answered for: {submit_id, dataset: 'golden', kind: 'selection' or 'pair', body}. */
export const goldenOutbox = new Outbox(
  globalThis.localStorage,
  (entry) => post(entry.kind === 'pair' ? 'golden/submit_pair' : 'golden/submit_selection', { ...entry.body, submit_id: entry.submit_id }),
  mayBeUnseen,
  { key: 'fastlabel.golden.outbox', size: () => 1 },
);
