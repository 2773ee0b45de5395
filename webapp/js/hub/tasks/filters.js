/** Which tasks are asked for, as it stands in the address, and the chips that show it. Without any DOM. */
import { STATUSES } from '../statuses.js';

/** Names in the address and their names in GET /hub/datasets/{id}/tasks. */
const ASKED = { status: 'status', person: 'assigned_to', label: 'label', prelabel: 'prelabel_label', q: 'q', order: 'order' };

/** What an address asks for; what means nothing is left out. The order of the ids goes without saying. */
export function read(params) {
  const kept = {};
  for (const name of Object.keys(ASKED)) {
    const value = String(params[name] ?? '').trim();
    const good = name === 'status' ? STATUSES.includes(value) : name === 'order' ? value === 'priority' : value.length > 0 && value.length <= 500;
    if (good) kept[name] = value;
  }
  return kept;
}

/** @return parameters of the server's */
export function toQuery(filters, after, limit) {
  const query = { after: after ?? undefined, limit };
  for (const [name, value] of Object.entries(filters)) query[ASKED[name]] = value;
  return query;
}

/** Parameters for the address, in which what is not set is emptied. */
export const toParams = (filters) => Object.fromEntries(Object.keys(ASKED).map((name) => [name, filters[name] ?? null]));

/** @return [[name, value]] of what narrows the list, in a fixed order */
export const chips = (filters) => Object.keys(ASKED).filter((name) => name !== 'order' && filters[name]).map((name) => [name, filters[name]]);

/** Whether a task still fits after it changed; a text search is the server's. */
export const stillFits = (task, { status, person, label, prelabel }) => (!status || task.status === status) && (!person || task.assigned_to === person || (task.assignees ?? []).includes(person))
  && (!label || task.label === label) && (!prelabel || task.prelabel_label === prelabel);
