/** One task beside the list: in full, who has it, what a model said, every answer there was. */
import { attr, h, icon, text } from '../../dom.js';
import { clock, decimal, explain, number, percent, t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { skipWords } from '../desk/skip-menu.js';
import { when } from '../parts.js';
import { largeFace } from './face.js';

export class Detail {
  constructor(acts, close) {
    this.acts = acts;
    this.title = h('h2', { tabindex: '-1' });
    this.content = h('div', { class: 'task-facts' });
    this.element = h('aside', { class: 'task-detail', hidden: true, 'aria-label': t('task.detail') }, h('header', {}, this.title, h('button', { type: 'button', class: 'icon-button', 'aria-label': t('help.close'), on: { click: close } }, icon('close'))), this.content);
  }

  /** @return the task, or null when it could not be read */
  async open(id, set, focus) {
    const asked = this.asked = {};
    this.id = Number(id);
    this.element.hidden = false;
    text(this.title, t('task.number', { id: String(id) }));
    if (focus) this.title.focus();
    try {
      const task = await hubApi.task(id);
      if (asked !== this.asked) return null;
      this.show(task, set);
      return task;
    } catch (error) {
      if (asked === this.asked) this.content.replaceChildren(h('p', { class: 'error', role: 'alert' }, explain(error)));
      return null;
    }
  }

  close() {
    this.asked = null;
    this.id = null;
    this.element.hidden = true;
  }

  show(task, set) {
    const act = (words, name, ...more) => h('button', { type: 'button', class: 'small', on: { click: (e) => this.acts[name](task, ...more, e.currentTarget) } }, words);
    const people = task.assignees?.length ? task.assignees : [task.assigned_to].filter(Boolean);
    const facts = [
      ['tasks.col.status', t(`status.${task.status}`)], ['tasks.col.who', people.join(', ') || t('task.nobody')],
      ['tasks.col.label', task.label && `${task.label}${task.labeled_by ? ` (${task.labeled_by})` : ''}`], ['task.gold.fact', task.gold_label],
      ['tasks.col.prelabel', task.prelabel_label && [task.prelabel_label, typeof task.prelabel_score === 'number' && percent(task.prelabel_score), task.prelabel_model].filter(Boolean).join(' · ')],
      ['task.uncertainty', typeof task.uncertainty_score === 'number' && `${decimal(task.uncertainty_score, 3)} · ${t('tasks.col.priority')} ${number(task.priority)}`],
      ['task.key', task.key], ['task.outside', task.ls_task_id && `${task.ls_task_id}${task.ls_project_id ? ` · ${t('project.number', { id: String(task.ls_project_id) })}` : ''}`],
    ];
    this.content.replaceChildren(largeFace(task, set.kind),
      h('div', { class: 'row' }, task.status === 'review' && act(t('task.resolve'), 'resolve', set.labels), act(t('task.assign'), 'assign'), people.length > 0 && act(t('task.unassign'), 'unassign'), act(t('task.gold'), 'gold', set.labels)),
      h('dl', { class: 'facts' }, facts.filter(([, value]) => value).map(([key, value]) => h('div', {}, h('dt', {}, t(key)), h('dd', { dir: 'auto' }, value)))),
      h('h3', {}, t('task.answers')), task.answers?.length ? h('ol', { class: 'answers' }, task.answers.map((a) => answer(a))) : h('p', { class: 'muted small' }, t('task.answers.none')));
  }
}

function answer({ username, label, skip_reason: reason, seconds, origin, at, withdrawn_at: withdrawn, prelabel_label: proposed, prelabel_shown: shown }) {
  const row = h('li', { class: 'answer' }, h('p', {}, h('strong', {}, username), ' ', label ? h('span', { class: 'tag', dir: 'auto' }, label) : h('span', { class: 'muted' }, t('task.skipped'), reason && ` “${skipWords(reason)}”`)),
    h('p', { class: 'muted small' }, [when(at), typeof seconds === 'number' && clock(seconds), t(`task.origin.${origin === 'label-studio' ? 'outside' : 'hub'}`), proposed && t(shown ? 'task.proposed.shown' : 'task.proposed.hidden', { label: proposed }), withdrawn && t('task.withdrawn')].filter(Boolean).flatMap((part, i) => (i ? [' · ', part] : [part]))));
  attr(row, 'data-withdrawn', Boolean(withdrawn));
  return row;
}
