/** Annotators and pairs of them as tables. */
import { attr, h } from '../../dom.js';
import { clock, decimal, number, percent, t } from '../../i18n.js';
import { format } from '../../router.js';
import { agreementOf } from './figures.js';

const table = (columns, rows) => h('div', { class: 'table-scroll' }, h('table', { class: 'figures' }, h('thead', {}, h('tr', {}, columns.map((c) => h('th', { scope: 'col' }, t(c))))), h('tbody', {}, rows)));

const share = ({ right, of } = {}) => (of > 0 ? h('span', { title: percent(right / of) }, t('stats.of', { n: right, of })) : '–');

/** @param rows by_annotator */
export function annotators(rows, dataset) {
  return table(['stats.col.who', 'stats.col.open', 'stats.col.labeled', 'stats.col.skipped', 'stats.col.seconds', 'stats.col.gold', 'stats.col.agreement'], rows.map((r) => {
    const row = h('tr', {}, h('th', { scope: 'row' }, h('a', { class: 'ellipsis table-name', dir: 'auto', title: r.username, href: format('tasks', { dataset, person: r.username }) }, r.username)), h('td', {}, number(r.open ?? 0)), h('td', {}, number(r.labeled ?? 0)), h('td', {}, number(r.skipped ?? 0)),
      h('td', {}, typeof r.median_seconds === 'number' ? clock(r.median_seconds) : '–'), h('td', {}, share(r.gold)), h('td', {}, typeof r.agreement === 'number' ? percent(r.agreement) : '–'));
    attr(row, 'data-thin', !(r.labeled > 0));
    return row;
  }));
}

/** @param pairs [{a, b, kappa, n}] */
export const pairs = (list) => table(['stats.col.pair', 'stats.col.tasks', 'stats.col.kappa'], list.map(({ a, b, kappa, n }) => h('tr', {}, h('th', { scope: 'row' }, h('span', { class: 'ellipsis table-name', dir: 'auto' }, `${a} – ${b}`)), h('td', {}, number(n)),
  h('td', {}, typeof kappa === 'number' ? h('span', { title: t(`stats.agreement.${agreementOf(kappa)}`) }, decimal(kappa)) : h('span', { class: 'muted', title: t('stats.kappa.none') }, '–')))));
