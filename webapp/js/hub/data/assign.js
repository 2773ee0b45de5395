/** Giving tasks out: to one person, or to everybody fairly; the hardest first. */
import { h, text } from '../../dom.js';
import { choose } from '../../golden/setup/field.js';
import { t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { attempt, errorLine } from '../parts.js';
import { hub, workers } from '../store.js';
import { unassigned } from './steps.js';

export class Assign {
  constructor() {
    this.person = h('select', { 'aria-label': t('assign.to') });
    this.count = h('input', { type: 'number', min: 1, step: 1, inputmode: 'numeric', 'aria-label': t('assign.count') });
    this.go = h('button', { type: 'button', on: { click: () => this.send() } }, t('assign.go'));
    this.back = h('button', { type: 'button', class: 'quiet', on: { click: () => this.takeBack() } }, t('assign.back'));
    this.said = h('p', { class: 'small ok', role: 'status' });
    this.error = errorLine();
    this.content = [h('div', { class: 'row' }, h('label', { class: 'inline-field' }, t('assign.to'), this.person), h('label', { class: 'inline-field' }, t('assign.count'), this.count), this.go, this.back), this.said, this.error];
    this.person.addEventListener('change', () => this.update());
  }

  show(dataset) {
    if (this.dataset?.id !== dataset.id) {
      text(this.said, '');
      this.count.value = Math.min(20, Math.max(1, unassigned(dataset)));
    }
    this.dataset = dataset;
    const all = [...workers(), ...(hub.accounts ?? []).filter((a) => a.active && a.role === 'admin')];
    choose(this.person, [['', t('assign.everybody', { n: workers().length })], ...all.map((a) => [a.username, a.display_name && a.display_name !== a.username ? `${a.display_name} (${a.username})` : a.username])], this.person.value);
    this.update();
  }

  update() { this.back.hidden = !this.person.value; }

  async send() {
    const who = this.person.value;
    const answer = await attempt(this.go, this.error, () => hubApi.autoAssign(this.dataset.id, who, Number(this.count.value) || 1));
    if (!answer) return;
    const shares = Object.entries(answer.by ?? {}).map(([name, n]) => `${name} ${n}`).join(t('list.comma'));
    text(this.said, !answer.assigned ? t('assign.none') : who ? t('assign.done', { n: answer.assigned, name: who }) : t('assign.shared', { n: answer.assigned, shares }));
    feeds.datasets.read();
  }

  async takeBack() {
    const name = this.person.value;
    const answer = await attempt(this.back, this.error, () => hubApi.unassignAll(this.dataset.id, name));
    if (!answer) return;
    text(this.said, t('assign.returned', { n: answer.unassigned ?? 0, name }));
    feeds.datasets.read();
  }
}
