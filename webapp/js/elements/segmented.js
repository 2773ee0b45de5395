/**
 * A row of choices of which one holds: native radio buttons, so arrows and screen readers work by themselves.
 * `setup({label, name, options: [{value, text, tip, mark, key, disabled}], value})`; event `fl-choose`, detail = value.
 */
import { attr, h } from '../dom.js';
import { FlElement } from './base.js';

let serial = 0;

export class FlSegmented extends FlElement {
  setup(options) {
    this.options = options;
    return this;
  }

  build() {
    const { label, options } = this.options;
    const group = `seg-${++serial}`;
    attr(this, 'role', 'radiogroup');
    attr(this, 'aria-label', label);
    this.inputs = options.map((option) => {
      const input = h('input', { type: 'radio', name: group, value: option.value, class: 'visually-hidden' });
      input.addEventListener('change', () =>
        this.dispatchEvent(new CustomEvent('fl-choose', { bubbles: true, detail: option.value })));
      const count = h('span', { class: 'seg-count', 'aria-hidden': 'true' });
      this.append(h('label', { class: 'seg', title: option.tip, 'data-value': option.value },
        input, option.mark && h('span', { class: 'seg-mark', 'aria-hidden': 'true' }, option.mark),
        h('span', { class: 'seg-text', 'data-text': option.text }, option.text), count, option.key && h('kbd', { 'aria-hidden': 'true' }, option.key)));
      return { input, count };
    });
    this.value = this.options.value;
  }

  get value() { return this.options.value; }

  set value(value) {
    this.options.value = value;
    this.inputs?.forEach(({ input }) => {
      input.checked = input.value === String(value);
      attr(input.parentElement, 'data-checked', input.checked);
    });
  }

  disable(value, disabled) {
    const found = this.inputs.find(({ input }) => input.value === value);
    if (!found) return;
    found.input.disabled = disabled;
    attr(found.input.parentElement, 'data-disabled', disabled);
  }

  setCount(value, words) {
    const found = this.inputs.find(({ input }) => input.value === value);
    if (found && found.count.textContent !== words) found.count.textContent = words;
  }
}
