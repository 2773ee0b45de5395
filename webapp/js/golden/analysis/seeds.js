/** Seeds that were golden with many prompts, against what chance makes of as many; and clusters of seeds. */
import { h, text } from '../../dom.js';
import { decimal, number, percent, t } from '../../i18n.js';
import { store } from '../../store.js';
import { chance, SURE } from './figures.js';

const MOST = 30;

function table(names, label) {
  const body = h('tbody', {});
  return { body, element: h('div', { class: 'table-scroll' }, h('table', { class: 'figures', 'aria-label': label }, h('thead', {}, h('tr', {}, names.map((name) => h('th', { scope: 'col' }, name)))), body)) };
}

const shareCell = (share) => h('td', {}, h('span', { class: 'share-bar', style: `--p: ${Math.max(0, Math.min(1, share))}`, 'aria-hidden': 'true' }), percent(share));

export class Across {
  constructor() {
    this.words = h('p', {});
    this.table = table(['seed', 'golden', 'share', 'p', 'q'].map((c) => t(`across.${c}`)), t('across.title'));
    this.content = [this.words, h('p', { class: 'muted small' }, t('across.how')), this.table.element];
  }

  show(across) {
    const { best_observed: best, best_expected: expected, seeds = [] } = across;
    const values = { best: percent(best ?? 0), mean: percent(expected?.mean ?? 0), high: percent(expected?.high ?? 0), p: chance(across.p, decimal) };
    text(this.words, !seeds.length ? t('across.none') : across.p < SURE ? t('across.more', values) : t('across.chance', values));
    this.table.element.hidden = !seeds.length;
    this.table.body.replaceChildren(...seeds.slice(0, MOST).map((s) => h('tr', { 'data-sure': s.q < SURE }, h('th', { scope: 'row' }, h('button', { type: 'button', class: 'quiet small shot-seed', 'aria-label': t('bench.seed.copy', { seed: s.seed }), on: { click: () => copy(String(s.seed)) } }, `#${s.seed}`)),
      h('td', {}, `${number(s.golden)} / ${number(s.shown)}`), shareCell(s.share), h('td', {}, chance(s.p, decimal)), h('td', {}, chance(s.q, decimal)))));
  }
}

async function copy(seed) {
  try {
    await navigator.clipboard.writeText(seed);
    store.say(t('bench.seed.copied', { seed }), 'ok');
  } catch {
    store.say(t('map.nocopy'), 'error');
  }
}

export class Clusters {
  constructor() {
    this.words = h('p', {});
    this.table = table(['cluster', 'golden', 'share', 'p', 'q'].map((c) => t(`across.${c}`)), t('clusters.title'));
    this.content = [this.words, this.table.element];
  }

  show(clusters) {
    const members = clusters?.members ?? [];
    const values = { k: clusters?.k ?? 0, silhouette: decimal(clusters?.silhouette ?? 0), chance: decimal(clusters?.silhouette_null ?? 0), p: chance(clusters?.p, decimal) };
    text(this.words, !members.length ? t('clusters.empty') : clusters.p < SURE ? t('clusters.found', values) : t('clusters.none', values));
    this.table.element.hidden = !members.length;
    this.table.body.replaceChildren(...members.map((m) => h('tr', { 'data-sure': m.q < SURE }, h('th', { scope: 'row' }, number(m.cluster + 1)), h('td', {}, `${number(m.golden)} / ${number(m.shown)}`), shareCell(m.share), h('td', {}, chance(m.p, decimal)), h('td', {}, chance(m.q, decimal)))));
  }
}
