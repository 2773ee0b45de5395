/** The endpoints of the Data Hub. A refusal because nobody is logged in is told to all pages by the store. */
import { get as ask, post as send, query, request } from '../api.js';
import { hub } from './store.js';

const at = (id) => encodeURIComponent(id);

/** 401 says that the session is over, save where a password was wrong. */
async function guarded(call) {
  try {
    return await call;
  } catch (error) {
    if (error.status === 401 && error.code !== 'bad-credentials') hub.set({ me: null, ended: error.code });
    throw error;
  }
}

const get = (path, o) => guarded(ask(path, o));
const post = (path, body, o) => guarded(send(path, body ?? {}, o));
const remove = (path, o) => guarded(request('DELETE', path, o));
/** For answers without a body. */
const tell = (path, body) => post(path, body, { as: 'text' });
const set = (id) => `hub/datasets/${at(id)}`;
const task = (id) => `hub/tasks/${at(id)}`;

/** A file, and the settings it is read by. */
function form(settings, file) {
  const data = new FormData();
  data.append('settings', new Blob([JSON.stringify(settings)], { type: 'application/json' }));
  data.append('file', file, file.name);
  return data;
}

export const hubApi = {
  /** Accounts that everybody may try, while the server listens on this machine only. */
  demoAccounts: (o) => ask('auth/demo', o),
  login: (username, password) => send('auth/login', { username, password, cookie: true }),
  logout: () => tell('auth/logout'),
  changePassword: (old, next) => tell('auth/password', { old, new: next }),
  me: (o) => get('me', o),
  accounts: (o) => get('accounts', o),
  addAccount: (account) => post('accounts', account),
  changeAccount: (name, patch) => post(`accounts/${at(name)}`, patch),
  resetPassword: (name, password) => post(`accounts/${at(name)}/reset`, password ? { password } : {}),
  revoke: (name) => tell(`accounts/${at(name)}/revoke`),
  audit: (filters, o) => get(`audit${query(filters)}`, o),

  jobs: (filters, o) => get(`jobs${query(filters)}`, o),
  job: (id, o) => get(`jobs/${at(id)}`, o),
  jobLog: (id, after, o) => get(`jobs/${at(id)}/log${query({ after })}`, o),
  cancelJob: (id) => post(`jobs/${at(id)}/cancel`),
  retryJob: (id) => post(`jobs/${at(id)}/retry`),
  workers: (o) => get('jobs/workers', o),

  datasets: (after, o) => get(`hub/datasets${query({ after })}`, o),
  /** @param file CSV, TSV, JSON Lines or Label Studio JSON, or null when the settings say where the items come from */
  create: (settings, file, o) => (file ? guarded(request('POST', 'hub/datasets', { ...o, raw: form(settings, file) })) : post('hub/datasets', settings, o)),
  dataset: (id, o) => get(set(id), o),
  change: (id, patch) => post(set(id), patch),
  remove: (id, name, outside) => remove(`${set(id)}${query({ confirm: name, label_studio: outside })}`),
  stats: (id, o) => get(`${set(id)}/stats`, o),
  tasks: (id, filters, o) => get(`${set(id)}/tasks${query(filters)}`, o),
  task: (id, o) => get(task(id), o),
  assign: (id, username) => post(`${task(id)}/assign/${at(username)}`),
  unassign: (id, username) => post(`${task(id)}/unassign`, username ? { username } : {}),
  /** @param username null for all active annotators, fairly */
  autoAssign: (id, username, count) => post(`${set(id)}/auto_assign${query({ username: username || undefined, count })}`),
  unassignAll: (id, username) => post(`${set(id)}/unassign`, { username }),
  gold: (id, labels) => post(`${set(id)}/gold`, { labels }),
  resolve: (id, label) => post(`${task(id)}/resolve`, { label }),

  myStats: (dataset, o) => get(`hub/annotator/stats${query({ dataset_id: dataset || undefined })}`, o),

  connections: (o) => get('hub/connections', o),
  /** @param which 'label_studio' or 'ollama' */
  connect: (which, settings) => post(`hub/connections/${which}`, settings),
  disconnect: (which) => remove(`hub/connections/${which}`),
  testConnection: (which, o) => post(`hub/connections/${which}/test`, {}, o),
  projects: (o) => get('hub/connections/label_studio/projects', o),
  /** @param what {project_id} or {create: {title}} */
  chooseProject: (id, what) => post(`${set(id)}/label_studio`, what),
  /** A new password for Label Studio to call with: {url, username, password}. */
  backendPassword: () => post('hub/connections/ml_backend/password'),
  registerWebhook: () => post('hub/connections/label_studio/webhook'),
  report: (id, o) => get(`${set(id)}/label_studio/report`, o),
  importToLs: (id) => post(`${set(id)}/import_to_ls`),
  exportFromLs: (id) => post(`${set(id)}/export_from_ls`),
  /** Of all pictures and sounds, as Label Studio has them. */
  revokeAddresses: (id) => post(`${set(id)}/revoke_addresses`),
  writePredictions: (id) => post(`${set(id)}/write_predictions`),

  /** @param what {by, model, only_unlabeled, limit, write} */
  prelabel: (id, what) => post(`${set(id)}/prelabel`, what),
  score: (id, how) => post(`${set(id)}/score_uncertainty${query(how)}`),
  prelabelers: (id, o) => get(`${set(id)}/prelabelers`, o),
  prompt: (id, o) => get(`${set(id)}/prompt`, o),
  changePrompt: (id, template) => post(`${set(id)}/prompt`, { template }),
  tryPrompt: (id, what, o) => post(`${set(id)}/prompt/try`, what, o),
  reliability: (id, model, o) => get(`${set(id)}/reliability${query({ model: model || undefined })}`, o),
  head: (id, o) => get(`${set(id)}/head`, o),
  trainHead: (id) => post(`${set(id)}/head/train`),
};

export const jobEventsUrl = 'api/jobs/events';
/** @param format 'csv', 'jsonl' or 'label-studio' */
export const datasetExportUrl = (id, format) => `api/${set(id)}/export${query({ format })}`;
/** @param format 'csv' or 'jsonl' */
export const auditExportUrl = (format) => `api/audit/export${query({ format })}`;
/** The picture of a task in about this size. */
export const smaller = (media, size) => (media ? `${media}${media.includes('?') ? '&' : '?'}size=${size}` : null);
