/** The form of a new data set: where its items come from, what the labels are, how it is worked on. What was typed stays until it was made. */
import { attr, h, text } from '../../dom.js';
import { number, t } from '../../i18n.js';
import { format, go } from '../../router.js';
import { store } from '../../store.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { errorLine, field, trouble } from '../parts.js';
import { keepDataset } from '../picker.js';
import { labelsOf, placeOf } from './names.js';
import { keepReport } from './report.js';
import { RulesForm } from './rules-form.js';
import { Upload } from './upload.js';

const SOURCES = ['demo', 'upload', 'label'];

export class Create {
  constructor() {
    this.name = h('input', { type: 'text', id: 'data-name', maxlength: 200, autocomplete: 'off', dir: 'auto', on: { input: () => text(this.nameError, '') } });
    this.nameError = errorLine();
    this.source = h('fl-segmented', { on: { 'fl-choose': (e) => this.choose(e.detail) } });
    this.source.setup({ label: t('create.source'), name: 'source', value: 'demo', options: SOURCES.map((value) => ({ value, text: t(`create.source.${value}`) })) });
    this.sourceNote = h('p', { class: 'muted small' });
    this.count = h('input', { type: 'number', id: 'data-count', min: 1, max: 10000, value: 100, inputmode: 'numeric' });
    this.countField = field(t('create.count'), this.count);
    this.upload = new Upload((file, answered) => {
      if (!this.name.value.trim()) this.name.value = file.name.replace(/\.[^.]+$/, '');
      this.answered = answered;
      this.offerLabels();
    });
    this.labels = h('textarea', { id: 'data-labels', rows: 3, spellcheck: 'false', dir: 'auto' });
    this.labelsError = errorLine();
    this.labels.value = 'OK\nNG';
    this.instructions = h('textarea', { id: 'data-instructions', rows: 3, dir: 'auto', placeholder: t('create.instructions.example') });
    this.rules = new RulesForm();
    this.error = errorLine();
    this.button = h('button', { type: 'submit', class: 'primary' }, t('create.go'));
    this.element = h('form', { class: 'panel create', 'aria-label': t('create.title'), on: { submit: (e) => { e.preventDefault(); this.send(); } } },
      h('h2', { tabindex: '-1' }, t('create.title')), field(t('create.name'), this.name, this.nameError),
      h('div', { class: 'field' }, h('span', { class: 'field-title' }, t('create.source')), this.source, this.sourceNote), this.countField, this.upload.element,
      field(t('create.labels'), this.labels, h('p', { class: 'muted small' }, t('create.labels.more')), this.labelsError), field(t('create.instructions'), this.instructions),
      h('details', { class: 'create-rules' }, h('summary', {}, t('rules.title')), this.rules.element),
      this.error, h('div', { class: 'row' }, this.button, h('a', { class: 'button', href: format('data') }, t('hub.cancel'))));
    this.choose('demo');
  }

  choose(source) {
    this.source.value = source;
    this.countField.hidden = source !== 'demo';
    this.upload.element.hidden = source !== 'upload';
    const set = store.status?.dataset;
    text(this.sourceNote, source === 'label' ? t('create.from.label', { name: set?.name || set?.path || '–', n: number(store.status?.total ?? set?.total ?? 0) }) : t(`create.from.${source}`));
    this.offerLabels();
  }

  /** Whether the items bring their labels along. */
  get labelled() {
    return this.source.value === 'label' || (this.source.value === 'upload' && Boolean(this.answered));
  }

  offerLabels() {
    if (this.labelled && this.labels.value === 'OK\nNG') this.labels.value = '';
    if (!this.labelled && !this.labels.value) this.labels.value = 'OK\nNG';
    attr(this.labels, 'placeholder', this.labelled ? t(this.source.value === 'label' ? 'create.labels.same' : 'create.labels.file') : null);
  }

  settings() {
    const source = this.source.value;
    const labels = labelsOf(this.labels.value);
    return {
      name: this.name.value.trim(), ...(labels.length ? { labels } : {}), instructions: this.instructions.value.trim() || undefined, rules: this.rules.value,
      ...(source === 'upload' ? this.upload.settings : { source: source === 'demo' ? { type: 'demo', count: Number(this.count.value) || 100 } : { type: 'label' } }),
    };
  }

  /** @return whether something is still to be filled in, which is then said beside it */
  missing() {
    if (!this.name.value.trim()) return this.complain('name', t('create.name.missing'));
    if (this.source.value === 'upload' && !this.upload.file) return this.complain('file', t('upload.missing'));
    if (!this.labelled && labelsOf(this.labels.value).length < 2) return this.complain('labels', t('create.labels.few'));
    return false;
  }

  complain(where, words) {
    const [line, input] = { name: [this.nameError, this.name], file: [this.upload.error, this.upload.input], labels: [this.labelsError, this.labels] }[where] ?? [this.error, null];
    text(line, words);
    input?.focus();
    return true;
  }

  async send() {
    for (const line of [this.error, this.nameError, this.labelsError, this.upload.error]) text(line, '');
    if (this.busy || this.missing()) return;
    this.wait(true);
    try {
      const made = await hubApi.create(this.settings(), this.source.value === 'upload' ? this.upload.file : null);
      keepReport(made);
      keepDataset(made.id);
      this.made = true;
      await feeds.datasets.read();
      go('data', { dataset: made.id });
    } catch (error) {
      this.complain(placeOf(error, this.source.value), trouble(error));
    } finally {
      this.wait(false);
    }
  }

  wait(busy) {
    this.busy = busy;
    attr(this.button, 'aria-disabled', busy ? 'true' : null);
    text(this.button, t(busy ? 'create.going' : 'create.go'));
  }
}
