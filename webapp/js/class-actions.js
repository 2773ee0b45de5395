/** Adding, renaming, colouring, merging and deleting classes. Each is one step that can be undone; nothing asks first. */
import { remember } from './actions.js';
import { api } from './api.js';
import { className } from './classes.js';
import { t } from './i18n.js';
import { lost, refresh } from './live.js';
import { store } from './store.js';

/**
 * @param action as POST /classes takes it  @param words what to say when it is done
 * @param into what the class becomes: another one's id, null for nothing, undefined where it stays
 * @return the answer  @throws ApiError, for the place where it was asked
 */
async function change(action, words, into) {
  try {
    const answer = await api.editClasses(action);
    remember();
    // Who has chosen it learns of it while it is still known.
    if (into !== undefined) dispatchEvent(new CustomEvent('fl-class-gone', { detail: { id: action.id, into } }));
    const names = [...(store.status?.classes ?? [])];
    for (const c of answer.classes) names[c.id] = c.name;
    store.set({ status: { ...store.status, class_list: answer.classes, binary: answer.binary, classes: names, version: answer.version ?? store.status?.version } });
    if (words) store.say(words, 'ok');
    refresh();
    return answer;
  } catch (error) {
    if (error.lost) lost();
    throw error;
  }
}

/** @return the id of the new class */
export async function addClass(name) {
  const before = new Set((store.status?.class_list ?? []).map((c) => c.id));
  const answer = await change({ action: 'add', name: name.trim() }, t('class.added', { name: name.trim() }));
  return answer.classes.find((c) => !before.has(c.id))?.id ?? null;
}

export const renameClass = (id, name) => change({ action: 'rename', id, name: name.trim() }, t('class.renamed', { name: name.trim() }));

export const colorClass = (id, color) => change({ action: 'color', id, color }, null);

export const mergeClass = (id, into) => change({ action: 'merge', id, into }, t('class.merged', { name: className(id), into: className(into) }), into);

export const deleteClass = (id) => change({ action: 'delete', id }, t('class.deleted', { name: className(id) }), null);
