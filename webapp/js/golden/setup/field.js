/** A field with its label, its help and its error beside it. */
import { attr, h, text } from '../../dom.js';
import { t } from '../../i18n.js';

export class Field {
  /** @param input an element with an id  @param more what stands below it */
  constructor(name, input, ...more) {
    Object.assign(this, { name, input });
    this.error = h('p', { id: `${input.id}-error`, class: 'field-error', role: 'alert' });
    this.note = h('p', { id: `${input.id}-note`, class: 'muted small field-note' });
    attr(input, 'aria-describedby', `${input.id}-error ${input.id}-note`);
    input.addEventListener('input', () => this.complain(null));
    this.element = h('div', { class: 'field' }, h('label', { for: input.id }, t(`setup.${name}`)), input, this.note, this.error, ...more);
  }

  get value() { return this.input.value; }

  get number() { return this.input.value.trim() === '' ? NaN : Number(this.input.value); }

  set value(value) { if (document.activeElement !== this.input) this.input.value = value ?? ''; }

  say(words) { text(this.note, words ?? ''); }

  /** @param words what is wrong, or null */
  complain(words) {
    text(this.error, words ?? '');
    attr(this.input, 'aria-invalid', words ? 'true' : null);
  }

  /** A problem as form.js says it. @return whether there is one */
  check(problem) {
    this.complain(problem && t(problem.key, problem.values));
    return Boolean(problem);
  }
}

export const numberInput = (id, attrs) => h('input', { type: 'number', id, inputmode: 'decimal', ...attrs });

/** A choice among few. @param options [[value, words]] */
export function choose(select, options, value) {
  const mark = JSON.stringify(options);
  if (select.mark !== mark) select.replaceChildren(...options.map(([v, words]) => h('option', { value: v }, words)));
  select.mark = mark;
  if (value !== undefined && value !== null && document.activeElement !== select) select.value = String(value);
}
