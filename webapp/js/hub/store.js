/** What the pages of the Data Hub share. Changes are announced with a `change` event that names what changed. */
import { rolesOf } from '../workspaces.js';

class HubStore extends EventTarget {
  /** GET /me; undefined before the first answer, null when nobody is logged in */
  me = undefined;
  /** Why one has to log in: the code of the refusal, or null. */
  ended = null;
  /** GET /hub/datasets, null before the first answer */
  datasets = null;
  /** Jobs that wait or run, newest first */
  running = [];
  /** GET /accounts, for names to assign to; null before the first answer */
  accounts = null;
  /** GET /hub/annotator/stats of the one who is logged in */
  mine = null;
  /** Why the last reading of one of these failed: {datasets: ApiError} */
  errors = {};

  set(patch) {
    const changed = Object.keys(patch).filter((key) => this[key] !== patch[key]);
    if (!changed.length) return;
    Object.assign(this, patch);
    this.dispatchEvent(new CustomEvent('change', { detail: new Set(changed) }));
  }
}

export const hub = new HubStore();

/** Whether the one who is logged in may open a page; before that nobody may open one that asks for a role. */
export function mayOpen(page) {
  const roles = rolesOf(page);
  return !roles || Boolean(hub.me && roles.includes(hub.me.role));
}

export const datasetOf = (id) => hub.datasets?.find((d) => String(d.id) === String(id)) ?? null;

/** People that can be given work. */
export const workers = () => (hub.accounts ?? []).filter((a) => a.active && a.role === 'annotator');
