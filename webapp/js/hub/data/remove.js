/** Deleting a data set takes its tasks and answers away for good: its name has to be typed. */
import { attr, h, text } from '../../dom.js';
import { t } from '../../i18n.js';
import { go } from '../../router.js';
import { store } from '../../store.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { attempt, errorLine } from '../parts.js';

export class Remove {
  constructor() {
    this.typed = h('input', { type: 'text', id: 'delete-name', autocomplete: 'off', dir: 'auto', on: { input: () => this.check() } });
    this.words = h('label', { for: 'delete-name', class: 'small' });
    this.outside = h('input', { type: 'checkbox' });
    this.outsideRow = h('label', { class: 'check' }, this.outside, t('delete.outside'));
    this.button = h('button', { type: 'submit', class: 'negative', 'aria-disabled': 'true' }, t('delete.go'));
    this.error = errorLine();
    this.element = h('details', { class: 'panel delete-set' }, h('summary', {}, t('delete.title')), h('form', { on: { submit: (e) => { e.preventDefault(); this.send(); } } }, this.words, this.typed, this.outsideRow, this.error, h('div', { class: 'row' }, this.button)));
  }

  show(dataset) {
    if (this.dataset?.id !== dataset.id) {
      this.typed.value = '';
      this.outside.checked = false;
      this.element.open = false;
    }
    this.dataset = dataset;
    text(this.words, t('delete.sure', { name: dataset.name, n: dataset.count }));
    this.outsideRow.hidden = !dataset.ls_project_id;
    this.check();
  }

  get sure() { return this.typed.value.trim() === this.dataset.name; }

  check() { attr(this.button, 'aria-disabled', this.sure ? null : 'true'); }

  async send() {
    if (!this.sure) return;
    const { id, name } = this.dataset;
    const answer = await attempt(this.button, this.error, () => hubApi.remove(id, name, this.outside.checked || undefined));
    this.check();
    if (!answer) return;
    await feeds.datasets.read();
    go('data');
    store.say(t(answer.job_id ? 'delete.done.outside' : 'delete.done', { name, n: answer.deleted ?? 0 }), 'ok');
  }
}
