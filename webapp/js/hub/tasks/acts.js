/** What can be done with a task: menus beside it. Each ends with the task as it is then. */
import { t } from '../../i18n.js';
import { store } from '../../store.js';
import { hubApi } from '../api.js';
import { openMenu } from '../menu.js';
import { trouble } from '../parts.js';
import { hub, workers } from '../store.js';

const has = (task, name) => task.assigned_to === name || (task.assignees ?? []).includes(name);

export class Acts {
  /** @param changed (task id) after something was done */
  constructor(changed) { this.changed = changed; }

  async do(task, call, words) {
    try {
      await call();
      store.say(words, 'ok');
    } catch (error) {
      store.say(trouble(error), 'error');
    }
    this.changed(task.id);
  }

  assign(task, anchor) {
    const people = [...workers(), ...(hub.accounts ?? []).filter((a) => a.active && a.role === 'admin')];
    openMenu(anchor, t('task.assign.to'), people.map(({ username, display_name: name }) => ({
      words: name || username, note: name && name !== username ? username : null, chosen: has(task, username),
      act: () => this.do(task, () => hubApi.assign(task.id, username), t('task.assigned', { id: String(task.id), name: username })),
    })));
  }

  unassign(task, anchor) {
    const names = task.assignees?.length ? task.assignees : [task.assigned_to].filter(Boolean);
    if (!names.length) return store.say(t('task.nobody'));
    const back = (name) => this.do(task, () => hubApi.unassign(task.id, name), t('task.returned', { id: String(task.id) }));
    if (names.length === 1) return back(names[0]);
    return openMenu(anchor, t('task.unassign.from'), names.map((name) => ({ words: name, act: () => back(name) })));
  }

  gold(task, labels, anchor) {
    const set = (label) => this.do(task, () => hubApi.gold(task.dataset_id, { [task.id]: label }), label ? t('task.gold.set', { id: String(task.id), label }) : t('task.gold.gone', { id: String(task.id) }));
    openMenu(anchor, t('task.gold.as'), [...labels.map((label) => ({ words: label, chosen: task.gold_label === label, act: () => set(label) })), ...(task.gold_label ? [{ words: t('task.gold.none'), act: () => set(null) }] : [])]);
  }

  resolve(task, labels, anchor) {
    openMenu(anchor, t('task.resolve.as'), labels.map((label) => ({ words: label, chosen: task.label === label, act: () => this.do(task, () => hubApi.resolve(task.id, label), t('task.resolved', { id: String(task.id), label })) })));
  }
}
