/** The confusion matrix: rows are your labels, columns what the model says. A field opens the items behind it. */
import { className, paint } from '../classes.js';
import { attr, h } from '../dom.js';
import { number, t } from '../i18n.js';
import { focus, shade } from './figures.js';

export class Matrix {
  /** @param chosen (truth, predicted) => void */
  constructor(chosen) {
    this.chosen = chosen;
    this.element = h('div', { class: 'matrix-place' });
    this.element.addEventListener('click', (e) => { const field = e.target.closest('button'); if (field) this.chosen(field.truth, field.predicted); });
    this.element.addEventListener('keydown', (e) => this.onKey(e));
  }

  /** @param at {truth, predicted} of the open field, or null */
  show(confusion, at) {
    const shown = focus(confusion);
    const mark = JSON.stringify([shown, shown.classes.map(className)]);
    if (mark !== this.mark) {
      this.mark = mark;
      this.build(shown);
    }
    for (const field of this.element.querySelectorAll('button')) attr(field, 'aria-pressed', String(field.truth === at?.truth && field.predicted === at?.predicted));
  }

  build({ classes, counts, left }) {
    const name = (id, tag, attrs) => {
      const element = h(tag, { ...attrs, title: className(id) }, h('span', { class: 'matrix-name' }, h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'ellipsis', dir: 'auto' }, className(id))));
      paint(element, id);
      return element;
    };
    this.fields = classes.map((truth, i) => classes.map((predicted, j) => this.field(truth, predicted, counts[i][j], shade(counts[i][j], counts[i]))));
    this.element.replaceChildren(h('div', { class: 'matrix-scroll' }, h('table', { class: 'matrix', 'aria-label': t('matrix.title') },
      h('thead', {}, h('tr', {}, h('td', { class: 'matrix-corner muted small' }, t('matrix.corner')), classes.map((id) => name(id, 'th', { scope: 'col' })))),
      h('tbody', {}, classes.map((id, i) => h('tr', {}, name(id, 'th', { scope: 'row' }), this.fields[i].map((field) => h('td', {}, field))))))),
    left > 0 ? h('p', { class: 'muted small' }, t('matrix.left', { n: classes.length, left })) : '');
  }

  field(truth, predicted, count, dark) {
    const right = truth === predicted;
    const field = h('button', { type: 'button', class: 'matrix-field', disabled: count === 0, 'data-right': right, 'data-dark': dark > 0.55,
      'aria-label': t('matrix.field', { label: className(truth), model: className(predicted), n: count }) }, count ? number(count) : '');
    field.style.setProperty('--dark', `${Math.round(dark * 100)}%`);
    Object.assign(field, { truth, predicted });
    return field;
  }

  /** The arrows go from field to field that has something in it. */
  onKey(event) {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    let i = this.fields?.findIndex((row) => row.includes(event.target)) ?? -1;
    if (i < 0) return;
    let j = this.fields[i].indexOf(event.target);
    event.preventDefault();
    event.stopPropagation();
    do {
      i += step[0];
      j += step[1];
    } while (this.fields[i]?.[j]?.disabled);
    this.fields[i]?.[j]?.focus();
  }
}
