/** The endpoints of the annotator's pages. What is written says for whom, so that nothing is ever saved under another's name. */
import { get, post, query, request } from '../../api.js';

const at = (id) => encodeURIComponent(id);
const as = (person) => ({ headers: { 'X-FastLabel-User': person } });

export const deskApi = {
  datasets: (o) => get('hub/annotator/datasets', o),
  /** One's own tasks that are still to be done, hardest first. */
  open: (dataset, after, o) => get(`hub/annotator/tasks${query({ dataset_id: dataset, status: 'open', limit: 50, after })}`, o),
  stats: (dataset, o) => get(`hub/annotator/stats${query({ dataset_id: dataset ?? undefined })}`, o),
  /** @param entry of the outbox: {kind: 'answer' or 'skip', task_id, submit_id, owner, body} */
  send: ({ kind, task_id: task, submit_id, owner, body }) => post(`hub/annotator/tasks/${at(task)}/${kind}`, { ...body, submit_id }, as(owner)),
  undo: (dataset, person) => post('hub/annotator/undo', { dataset_id: dataset }, as(person)),
  /** A sound as a file. @param address as the task gives it */
  sound: (address, o) => request('GET', address.replace(/^\/?api\//, ''), { ...o, as: 'blob' }),
};
