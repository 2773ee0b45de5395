/** What the pages of the Golden Noise workspace share. Changes are announced with a `change` event that names what changed. */
import { said } from '../i18n.js';

class GoldenStore extends EventTarget {
  /** [{session_id, name, …, current}], null before the first answer */
  sessions = null;
  /** GET /golden/models, /golden/analysis, /golden/learning */
  models = null;
  analysis = null;
  learning = null;
  /** Why the last reading of one of these failed: {models: ApiError} */
  errors = {};
  /** State of the session one works on, and the group on the table. */
  state = null;
  batch = null;
  unsent = 0;

  set(patch) {
    const changed = Object.keys(patch).filter((key) => this[key] !== patch[key]);
    if (!changed.length) return;
    Object.assign(this, patch);
    this.dispatchEvent(new CustomEvent('change', { detail: new Set(changed) }));
  }
}

export const golden = new GoldenStore();

/** The session that the server goes on with, or null. */
export const currentSession = () => golden.sessions?.find((s) => s.current) ?? null;

export const activeModel = () => golden.models?.models.find((m) => m.state === 'active') ?? null;

/** Sessions name their model by its id, or carry it: {id, state}. */
export const modelId = (session) => session?.model?.id ?? session?.model ?? null;

export const modelOf = (id) => golden.models?.models.find((m) => m.id === id) ?? null;

/** What a model is called: one that is not known any more, by its id. */
export const modelName = (id) => said(modelOf(id)?.name ?? id);
