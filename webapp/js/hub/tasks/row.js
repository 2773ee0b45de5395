/** A task as a row of the table. */
import { attr, h, icon } from '../../dom.js';
import { number, percent, t } from '../../i18n.js';
import { when } from '../parts.js';
import { smallFace } from './face.js';

const button = (words, symbol, act) => h('button', { type: 'button', class: 'icon-button small', tabindex: '-1', 'aria-label': words, title: words, on: { click: (e) => { e.stopPropagation(); act(e.currentTarget); } } }, icon(symbol));

export class Row {
  /** @param acts of the page  @param open (row) shows the task beside the list */
  constructor(task, set, acts, open) {
    Object.assign(this, { set });
    const about = (name) => (anchor) => acts[name](this.task, ...(name === 'gold' || name === 'resolve' ? [set.labels] : []), anchor);
    this.acts = about;
    this.review = button(t('task.resolve'), 'check', about('resolve'));
    this.tools = h('td', { class: 'task-tools' }, h('span', {}, this.review, button(t('task.assign'), 'person', about('assign')), this.back = button(t('task.unassign'), 'undo', about('unassign')), button(t('task.gold'), 'star', about('gold'))));
    this.element = h('tr', { class: 'task-row', tabindex: '-1', on: { click: () => open(this) } });
    this.show(task);
  }

  show(task) {
    this.task = task;
    const people = task.assignees?.length ? task.assignees : [task.assigned_to].filter(Boolean);
    const cell = (name, ...content) => h('td', { class: `task-${name}`, 'data-name': t(`tasks.col.${name}`) }, ...content);
    attr(this.element, 'data-status', task.status);
    attr(this.element, 'aria-label', t('task.number', { id: String(task.id) }));
    this.review.hidden = task.status !== 'review';
    this.back.hidden = !people.length;
    this.element.replaceChildren(cell('id', String(task.id)), cell('item', smallFace(task, this.set.kind)), cell('status', h('span', { class: 'dot', 'aria-hidden': 'true' }), t(`status.${task.status}`)), cell('who', h('span', { class: 'ellipsis', title: people.join(', ') }, people.join(', '))),
      cell('label', task.label && h('strong', { class: 'ellipsis', dir: 'auto', title: task.label }, task.label), task.gold_label && h('span', { class: 'task-gold', title: t('task.gold.is', { label: task.gold_label }) }, '★', task.gold_label !== task.label && ` ${task.gold_label}`)),
      cell('prelabel', task.prelabel_label && h('span', { class: 'ellipsis', dir: 'auto', title: task.prelabel_model ?? null, 'data-differs': Boolean(task.label && task.label !== task.prelabel_label) }, task.prelabel_label), typeof task.prelabel_score === 'number' && h('span', { class: 'muted small' }, percent(task.prelabel_score))),
      cell('priority', typeof task.priority === 'number' && [uncertainty(task.uncertainty_score), h('span', {}, number(task.priority))]), cell('updated', when(task.updated_at)), this.tools);
  }
}

function uncertainty(share) {
  const bar = h('span', { class: 'task-bar', 'aria-hidden': 'true' }, h('span', {}));
  bar.firstChild.style.width = `${Math.round(100 * Math.min(1, Math.max(0, share ?? 0)))}%`;
  return bar;
}
