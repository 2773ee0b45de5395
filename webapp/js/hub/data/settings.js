/** Name, labels, instructions and rules of a data set. What is typed and not saved is not overwritten. */
import { attr, h, text } from '../../dom.js';
import { t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { attempt, errorLine, field } from '../parts.js';
import { labelsOf } from './names.js';
import { RulesForm } from './rules-form.js';

export class Settings {
  constructor() {
    const on = { input: () => this.typed() };
    this.name = h('input', { type: 'text', id: 'set-name', maxlength: 200, dir: 'auto', on });
    this.labels = h('textarea', { id: 'set-labels', rows: 3, spellcheck: 'false', dir: 'auto', on });
    this.instructions = h('textarea', { id: 'set-instructions', rows: 4, dir: 'auto', on });
    this.rules = new RulesForm(() => this.typed());
    this.error = errorLine();
    this.said = h('p', { class: 'small ok', role: 'status' });
    this.save = h('button', { type: 'submit', disabled: true }, t('hub.save'));
    this.undo = h('button', { type: 'button', class: 'quiet', hidden: true, on: { click: () => { this.dirty = false; this.fill(); } } }, t('settings.undo'));
    this.element = h('form', { class: 'panel set-settings', 'aria-label': t('settings.title'), on: { submit: (e) => { e.preventDefault(); this.send(); } } }, h('h2', {}, t('settings.title')),
      field(t('create.name'), this.name), field(t('create.labels'), this.labels, h('p', { class: 'muted small' }, t('settings.labels.more'))), field(t('create.instructions'), this.instructions),
      h('h3', {}, t('rules.title')), this.rules.element, this.error, this.said, h('div', { class: 'row' }, this.save, this.undo));
  }

  show(dataset) {
    const other = this.dataset?.id !== dataset.id;
    const mark = JSON.stringify([dataset.name, dataset.labels, dataset.instructions, dataset.rules]);
    this.dataset = dataset;
    if (other) this.dirty = false;
    if (this.dirty || (mark === this.mark && !other)) return;
    this.mark = mark;
    this.fill();
  }

  fill() {
    const { dataset } = this;
    this.name.value = dataset.name;
    this.labels.value = dataset.labels.join('\n');
    this.instructions.value = dataset.instructions ?? '';
    this.rules.value = dataset.rules ?? {};
    text(this.error, '');
    this.update();
  }

  typed() {
    this.dirty = true;
    text(this.said, '');
    this.update();
  }

  update() {
    attr(this.save, 'disabled', !this.dirty);
    this.save.classList.toggle('primary', Boolean(this.dirty));
    this.undo.hidden = !this.dirty;
  }

  async send() {
    const patch = { name: this.name.value.trim(), labels: labelsOf(this.labels.value), instructions: this.instructions.value.trim(), rules: this.rules.value };
    const answer = await attempt(this.save, this.error, () => hubApi.change(this.dataset.id, patch));
    if (!answer) return;
    this.dirty = false;
    text(this.said, t('hub.saved'));
    await feeds.datasets.read();
    this.update();
  }
}
