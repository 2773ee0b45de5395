/** What was left out of an upload, and how Label Studio and this data set differ. */
import { h } from '../../dom.js';
import { number, said, t } from '../../i18n.js';
import { when } from '../parts.js';

const kept = new Map();

/** After a data set was made: shown once it is opened, until the page is left. */
export const keepReport = (made) => { kept.set(String(made.id), { skipped: made.skipped ?? [], duplicates: made.duplicates ?? 0, count: made.count }); };

export function uploadReport(id) {
  const report = kept.get(String(id));
  if (!report) return null;
  const { skipped, duplicates, count } = report;
  const clean = !skipped.length && !duplicates;
  return h('div', { class: clean ? 'notice-box ok' : 'notice-box warning', role: 'status' }, h('p', {}, t('report.made', { n: count })),
    duplicates > 0 && h('p', {}, t('report.duplicates', { n: duplicates })),
    skipped.length > 0 && h('p', {}, t('report.skipped', { n: skipped.length })), skipped.length > 0 && h('ul', { class: 'plain small skipped-lines' }, skipped.map(({ line, reason }) => h('li', {}, t('report.line', { n: line, reason: said(reason) })))));
}

/** Those after the first two are said only where there are any. */
const FIGURES = ['imported', 'found', 'missing', 'edited', 'copies', 'foreign', 'cancelled', 'empty', 'several_answers', 'several_choices'];

/** @param r GET …/label_studio/report */
export function outsideReport(r) {
  const unknown = r.unknown_labels ?? [];
  return h('details', { class: 'outside-report', open: r.missing > 0 || r.edited > 0 || unknown.length > 0 }, h('summary', {}, t('outside.title'), ' ', h('span', { class: 'muted small' }, when(r.at))),
    h('ul', { class: 'figures-line' }, FIGURES.filter((name, i) => (i < 2 ? typeof r[name] === 'number' : r[name] > 0)).map((name) => h('li', {}, h('strong', {}, number(r[name])), ' ', t(`outside.${name}`)))),
    unknown.length > 0 && h('p', { class: 'warning' }, t('outside.unknown', { names: unknown.join(t('list.comma')) })),
    (r.lines ?? []).length > 0 && h('ul', { class: 'plain small skipped-lines' }, r.lines.map((line) => h('li', {}, said(line)))));
}
