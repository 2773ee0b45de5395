/** What the language model is told, with a try-out on one task. What is typed stays until it is saved or taken back. */
import { attr, h, text } from '../../dom.js';
import { decimal, number, percent, t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { attempt, errorLine } from '../parts.js';

/** Typed and not saved, by data set. */
const drafts = new Map();

export class Prompt {
  constructor() {
    this.template = h('textarea', { id: 'prompt-template', rows: 9, spellcheck: 'false', dir: 'auto', on: { input: () => this.typed() } });
    this.state = h('p', { class: 'muted small', role: 'status' });
    this.error = errorLine();
    this.save = h('button', { type: 'button', on: { click: () => this.send(this.template.value) } }, t('hub.save'));
    this.usual = h('button', { type: 'button', class: 'quiet', on: { click: () => this.send(null) } }, t('prompt.usual'));
    this.tryOut = h('button', { type: 'button', on: { click: () => this.try() } }, t('prompt.try'));
    this.task = h('input', { type: 'number', min: 1, step: 1, inputmode: 'numeric', 'aria-label': t('prompt.task'), placeholder: t('prompt.task') });
    this.tryError = errorLine();
    this.answer = h('div', { class: 'prompt-answer', role: 'status' });
    this.element = h('details', { class: 'panel prompt' }, h('summary', {}, h('h2', {}, t('prompt.title'))), h('div', { class: 'field' }, h('label', { for: 'prompt-template' }, t('prompt.template')), this.template, h('p', { class: 'muted small' }, t('prompt.more', { labels: '{labels}', instructions: '{instructions}', text: '{text}' })), this.error),
      this.state, h('div', { class: 'row' }, this.save, this.usual), h('div', { class: 'row prompt-try' }, this.tryOut, this.task), this.tryError, this.answer);
    this.element.addEventListener('toggle', () => { if (this.element.open) this.read(); });
  }

  show(dataset) {
    this.element.hidden = dataset.kind !== 'text';
    if (this.dataset?.id === dataset.id) return;
    this.dataset = dataset;
    this.known = null;
    this.answer.replaceChildren();
    if (this.element.open) this.read();
    if (drafts.has(dataset.id)) this.element.open = true;
  }

  async read() {
    if (this.known) return;
    const { dataset } = this;
    const answer = await attempt(null, this.error, () => hubApi.prompt(dataset.id));
    if (answer && dataset === this.dataset) this.accept(answer);
  }

  accept(answer) {
    this.known = answer;
    this.template.value = drafts.get(this.dataset.id) ?? answer.template ?? '';
    this.update();
  }

  typed() {
    text(this.error, '');
    attr(this.template, 'aria-invalid', null);
    if (this.known && this.template.value === this.known.template) drafts.delete(this.dataset.id);
    else drafts.set(this.dataset.id, this.template.value);
    this.update();
  }

  update() {
    const changed = drafts.has(this.dataset.id);
    text(this.state, changed ? t('prompt.unsaved') : this.known?.usual ? t('prompt.is.usual') : t('prompt.is.own', { version: this.known?.version ?? '–' }));
    attr(this.save, 'disabled', !changed);
    this.usual.hidden = Boolean(this.known?.usual) && !changed;
  }

  async send(template) {
    const answer = await attempt(this.save, this.error, () => hubApi.changePrompt(this.dataset.id, template));
    attr(this.template, 'aria-invalid', answer ? null : 'true');
    if (!answer) return;
    drafts.delete(this.dataset.id);
    this.accept(answer);
  }

  async try() {
    this.answer.replaceChildren(h('p', { class: 'muted small' }, t('prompt.asking')));
    const answer = await attempt(this.tryOut, this.tryError, () => hubApi.tryPrompt(this.dataset.id, { template: drafts.get(this.dataset.id), task_id: this.task.value ? Number(this.task.value) : undefined }));
    this.answer.replaceChildren(...(answer ? this.result(answer) : []));
  }

  result({ task_id: id, prompt, answer, label, confidence, how, milliseconds }) {
    return [h('p', {}, label ? t('prompt.said', { label, confidence: typeof confidence === 'number' ? percent(confidence) : '–' }) : t('prompt.unusable'), ' ', h('span', { class: 'muted small' }, [t('prompt.of', { id: String(id) }), how, typeof milliseconds === 'number' && t('time.s', { n: milliseconds < 100 ? decimal(milliseconds / 1000) : number(milliseconds / 1000, 1) })].filter(Boolean).join(' · '))),
      h('h3', {}, t('prompt.sent')), h('pre', { class: 'prompt-text', tabindex: '0' }, prompt), h('h3', {}, t('prompt.answered')), h('pre', { class: 'prompt-text', tabindex: '0' }, answer)];
  }
}
