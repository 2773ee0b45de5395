/** The columns of a table: which holds the texts or paths, and which the labels, kept for evaluation only. */
import { h, text } from '../dom.js';
import { explain, t } from '../i18n.js';

const NAMES = ['text_column', 'path_column', 'label_column'];

export class ColumnsField {
  constructor() {
    this.selects = Object.fromEntries(NAMES.map((name) => [name, h('select', { id: name, 'aria-describedby': 'columns-error' })]));
    this.rows = Object.fromEntries(NAMES.map((name) => [name, h('div', { class: 'field' }, h('label', { for: name }, t(`config.${name}`)), this.selects[name])]));
    this.error = h('p', { id: 'columns-error', class: 'field-error', role: 'alert' });
    this.element = h('div', { class: 'field columns', hidden: true }, h('div', { class: 'column-fields' }, NAMES.map((name) => this.rows[name])), this.error);
    for (const select of Object.values(this.selects)) select.addEventListener('change', () => this.complain(null));
  }

  /** @param wanted names of the fields of this kind  @param columns of the table  @param chosen {text_column, …} */
  show(wanted = [], columns = [], chosen = {}) {
    this.element.hidden = wanted.length === 0 || columns.length === 0;
    this.complain(null);
    for (const name of NAMES) {
      this.rows[name].hidden = !wanted.includes(name);
      const guess = chosen[name] ?? '';
      const none = h('option', { value: '' }, t(name === 'label_column' ? 'config.column.none' : 'config.column.guess'));
      this.selects[name].replaceChildren(none, ...columns.map((column) => h('option', { value: column }, column)));
      this.selects[name].value = columns.includes(guess) ? guess : '';
    }
  }

  get value() {
    if (this.element.hidden) return {};
    return Object.fromEntries(NAMES.filter((name) => !this.rows[name].hidden && this.selects[name].value).map((name) => [name, this.selects[name].value]));
  }

  complain(error) { text(this.error, error ? explain(error) : ''); }
}
