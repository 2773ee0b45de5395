/** Each class with its figures; those with few labels say so. A click on a heading sorts. */
import { className, paint } from '../classes.js';
import { attr, h } from '../dom.js';
import { number, percent, t } from '../i18n.js';
import { sortClasses, THIN } from './figures.js';

const COLUMNS = ['order', 'labels', 'precision', 'recall', 'f1'];

export class ClassTable {
  constructor() {
    this.by = 'order';
    this.body = h('tbody');
    this.heads = COLUMNS.map((by) => h('th', { scope: 'col', title: by === 'order' ? null : t(`table.${by}.more`) }, h('button', { type: 'button', class: 'quiet small', on: { click: () => { this.by = by; this.draw(); } } }, t(`table.${by}`))));
    this.element = h('div', { class: 'table-scroll' }, h('table', { class: 'figures', 'aria-label': t('table.title') }, h('thead', {}, h('tr', {}, this.heads)), this.body));
  }

  show(rows, order) {
    const mark = JSON.stringify([rows, order, order.map(className)]);
    if (mark === this.mark) return;
    this.mark = mark;
    Object.assign(this, { rows, order });
    this.draw();
  }

  draw() {
    this.heads.forEach((head, i) => attr(head, 'aria-sort', COLUMNS[i] === this.by ? (this.by === 'order' ? 'other' : 'ascending') : null));
    const share = (v) => h('td', {}, typeof v === 'number' ? percent(v) : '–');
    this.body.replaceChildren(...sortClasses(this.rows, this.by, this.order).map((row) => {
      const line = h('tr', { 'data-thin': row.labels < THIN }, h('th', { scope: 'row' }, h('span', { class: 'table-name' }, h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'ellipsis', dir: 'auto', title: className(row.id) }, className(row.id)),
        row.labels < THIN && h('span', { class: 'tag thin', title: t('table.thin.more') }, t('table.thin')))),
      h('td', {}, number(row.labels)), share(row.precision), share(row.recall), share(row.f1));
      paint(line, row.id);
      return line;
    }));
  }
}
