/** Where the prompts come from: a file, typed lines, or the sample list; with what was counted beside the field. */
import { attr, h, icon, text } from '../../dom.js';
import { bytes, t } from '../../i18n.js';
import { readTyped, reportOf, skippedLines } from './form.js';
import { SAMPLE_PROMPTS } from './sample-prompts.js';

export class Prompts {
  /** @param changed called with each change by hand */
  constructor(changed) {
    this.changed = changed;
    this.file = null;
    this.text = h('textarea', { id: 'golden-prompts', rows: 7, dir: 'auto', spellcheck: 'false', placeholder: t('setup.prompts.hint'), 'aria-describedby': 'golden-prompts-count golden-prompts-error', on: { input: () => { this.report = null; this.update(); changed(); } } });
    this.input = h('input', { type: 'file', id: 'golden-file', class: 'visually-hidden', accept: '.json,.jsonl,.csv,.tsv,.txt,application/json,text/csv,text/plain', on: { change: () => this.take(this.input.files[0]) } });
    this.dropWords = h('span', {});
    this.drop = h('label', { class: 'drop', for: 'golden-file' }, icon('up'), this.dropWords);
    this.clear = h('button', { type: 'button', class: 'quiet small', hidden: true, on: { click: () => { this.take(null); this.text.focus(); } } }, t('setup.file.clear'));
    this.sample = h('button', { type: 'button', class: 'small', on: { click: () => { this.text.value = SAMPLE_PROMPTS.join('\n'); this.take(null); } } }, t('setup.sample', { n: SAMPLE_PROMPTS.length }));
    this.count = h('p', { id: 'golden-prompts-count', class: 'muted small', role: 'status' });
    this.skipped = h('details', { class: 'small', hidden: true });
    this.error = h('p', { id: 'golden-prompts-error', class: 'field-error', role: 'alert' });
    this.content = [h('div', { class: 'field' }, h('label', { for: 'golden-prompts' }, t('setup.prompts.typed')), this.text), h('div', { class: 'row' }, this.sample, this.clear), this.input, this.drop, this.count, this.skipped, this.error];
    for (const type of ['dragover', 'dragenter']) this.drop.addEventListener(type, (e) => { e.preventDefault(); attr(this.drop, 'data-over', true); });
    for (const type of ['dragleave', 'drop']) this.drop.addEventListener(type, () => attr(this.drop, 'data-over', null));
    this.drop.addEventListener('drop', (e) => { e.preventDefault(); this.take(e.dataTransfer.files[0]); });
    this.update();
  }

  take(file) {
    this.file = file ?? null;
    this.input.value = '';
    this.report = null;
    this.update();
    this.changed();
  }

  /** What the server made of it. */
  tell(report) {
    this.report = report;
    this.update();
  }

  complain(words) {
    text(this.error, words ?? '');
    attr(this.text, 'aria-invalid', words ? 'true' : null);
    if (words) (this.file ? this.input : this.text).focus();
  }

  update() {
    const { file, report } = this;
    this.text.disabled = Boolean(file);
    this.clear.hidden = !file;
    text(this.dropWords, file ? t('setup.file', { name: file.name, size: bytes(file.size) }) : t('setup.drop'));
    text(this.error, '');
    attr(this.text, 'aria-invalid', null);
    const typed = file ? null : readTyped(this.text.value);
    const counted = report ?? (typed && { ...typed, prompts: typed.prompts.length });
    text(this.count, counted && (counted.prompts || counted.empty) ? reportOf(counted).map(([key, values]) => t(key, values)).join(t('list.comma')) : file ? t('setup.file.later') : '');
    const lines = report ? skippedLines(report) : [];
    this.skipped.hidden = !lines.length;
    this.skipped.replaceChildren(h('summary', {}, t('setup.report.lines')), h('ul', { class: 'plain skipped-lines' }, lines.map((line) => h('li', {}, line))));
  }

  /** @return {prompts} or {file}, or null with the error said */
  value() {
    if (this.file) return { file: this.file };
    const { prompts } = readTyped(this.text.value);
    if (prompts.length) return { prompts };
    this.complain(t('setup.prompts.missing'));
    return null;
  }
}
