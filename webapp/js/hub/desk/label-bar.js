/** The labels as buttons with their keys; the suggested one is marked. With many labels there is a field to find one. */
import { attr, h, key, text } from '../../dom.js';
import { colorAt } from '../../colors.js';
import { rank } from '../../find.js';
import { percent, t } from '../../i18n.js';
import { isMany, labelsOf } from './labels.js';

const SHOWN = 60;

export class LabelBar {
  /** @param give (label name) */
  constructor(give) {
    this.give = give;
    this.labels = [];
    this.input = h('input', { type: 'search', class: 'desk-find', placeholder: t('desk.find'), 'aria-label': t('desk.find'), autocomplete: 'off', spellcheck: 'false', maxlength: 80, 'aria-keyshortcuts': '/' });
    this.none = h('p', { class: 'muted small', role: 'status' });
    this.grid = h('div', { class: 'desk-labels', role: 'group', 'aria-label': t('desk.labels') });
    this.element = h('div', { class: 'desk-choices' }, this.input, this.none, this.grid);
    this.input.addEventListener('input', () => this.filter());
    this.input.addEventListener('keydown', (e) => this.onKeys(e));
  }

  /** @param suggestion {label, p} or null */
  show(names, suggestion, enabled) {
    const mark = JSON.stringify(names);
    if (mark !== this.mark) {
      this.mark = mark;
      this.labels = labelsOf(names);
      this.buttons = this.labels.map((label) => this.button(label));
      this.input.hidden = !isMany(names);
      this.input.value = '';
      attr(this.grid, 'data-many', isMany(names));
      attr(this.grid, 'data-few', names.length <= 3);
      this.filter();
    }
    this.labels.forEach((label, i) => this.paint(this.buttons[i], label, suggestion?.label === label.name ? suggestion : null, enabled));
  }

  button(label) {
    const note = h('span', { class: 'label-note' });
    const bar = h('span', { class: 'label-bar', hidden: true, 'aria-hidden': 'true' });
    const element = h('button', { type: 'button', class: 'label-pick', on: { click: () => this.give(label.name) } },
      h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'label-name', dir: 'auto' }, label.name), note, label.key && key(label.key.toUpperCase()), bar);
    element.style.setProperty('--class', colorAt(label.index));
    attr(element, 'aria-keyshortcuts', label.key);
    return { element, note, bar };
  }

  paint({ element, note, bar }, label, suggestion, enabled) {
    attr(element, 'data-suggested', Boolean(suggestion));
    attr(element, 'aria-disabled', enabled ? null : 'true');
    const words = suggestion ? t(suggestion.p === null ? 'desk.suggested' : 'desk.suggested.sure', { p: percent(suggestion.p ?? 0) }) : '';
    note.replaceChildren(...(suggestion ? [h('span', { 'aria-hidden': 'true' }, t('desk.suggested')), h('kbd', { 'aria-hidden': 'true' }, 'Enter'), h('span', { class: 'visually-hidden' }, words)] : []));
    attr(element, 'title', suggestion ? words : label.name.length > 14 ? label.name : null);
    bar.hidden = !suggestion || suggestion.p === null;
    bar.style.setProperty('--p', String(suggestion?.p ?? 0));
  }

  /** Those that fit what was typed, best first; all in their order when nothing is. */
  filter() {
    const typed = this.input.value.trim();
    this.fitting = (typed ? rank(this.labels, typed) : this.labels).slice(0, SHOWN);
    this.grid.replaceChildren(...this.fitting.map((label) => this.buttons[label.index].element));
    text(this.none, this.fitting.length ? '' : t('desk.find.none'));
    attr(this.grid, 'data-typed', Boolean(typed));
  }

  onKeys(event) {
    if (event.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const first = event.key === 'Enter' && this.input.value.trim() ? this.fitting[0] : null;
    this.clear();
    if (first) this.give(first.name);
  }

  clear() {
    this.input.value = '';
    this.filter();
    this.input.blur();
  }

  /** @param typed how the search begins */
  find(typed = '') {
    if (this.input.hidden) return false;
    this.input.value = typed;
    this.filter();
    this.input.focus();
    return true;
  }

  /** Shows for a moment which one was given. */
  flash(name) {
    const found = this.labels.find((l) => l.name === name);
    const element = found && this.buttons[found.index].element;
    if (!element) return;
    attr(element, 'data-given', true);
    setTimeout(() => attr(element, 'data-given', null), 160);
  }
}
