/** Which classes a data set begins with: the two defaults, or a list of names. */
import { attr, h, text } from '../dom.js';
import { explain, number, t } from '../i18n.js';
import { parseClasses } from './kinds.js';

export class ClassesField {
  constructor() {
    this.choice = document.createElement('fl-segmented').setup({
      label: t('config.classes'), value: 'two', options: [{ value: 'two', text: t('config.classes.two') }, { value: 'list', text: t('config.classes.list') }],
    });
    this.choice.addEventListener('fl-choose', (e) => { this.choice.value = e.detail; this.complain(null); this.update(); if (e.detail === 'list') this.area.focus(); });
    this.area = h('textarea', { id: 'classes', rows: 5, spellcheck: 'false', 'aria-describedby': 'classes-error classes-count', 'aria-label': t('config.classes.names'), placeholder: t('config.classes.hint') });
    this.area.addEventListener('input', () => { this.complain(null); this.update(); });
    this.count = h('p', { id: 'classes-count', class: 'muted small' });
    this.error = h('p', { id: 'classes-error', class: 'field-error', role: 'alert' });
    this.names = h('div', { class: 'field' }, this.area, this.count, this.error);
    this.element = h('div', { class: 'field' }, h('span', { class: 'field-title' }, t('config.classes')), this.choice, this.names);
    this.update();
  }

  get value() { return this.choice.value === 'list' ? parseClasses(this.area.value).names : []; }

  update() {
    const list = this.choice.value === 'list';
    this.names.hidden = !list;
    const { names } = parseClasses(this.area.value);
    text(this.count, names.length ? t('config.classes.count', { n: names.length }) : t('config.classes.more'));
  }

  /** @return true when what is typed can be sent; otherwise it says why */
  check() {
    if (this.choice.value !== 'list') return true;
    const { problem, value } = parseClasses(this.area.value);
    if (problem) this.complain(t(`config.${problem}`, { name: value, n: number(value || 0) }));
    return !problem;
  }

  /** @param problem words, or an error of the server, or null */
  complain(problem) {
    const words = typeof problem === 'string' ? problem : problem ? explain(problem) : '';
    text(this.error, words);
    attr(this.area, 'aria-invalid', words ? 'true' : null);
    if (!words) return;
    this.choice.value = 'list';
    this.update();
    this.area.focus();
  }
}
