/** My numbers: what one has done, in all and per data set. Nobody else's numbers are here. */
import { h } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { emptyState } from '../../elements/empty.js';
import { clock, explain, number, percent, t } from '../../i18n.js';
import { format, parse } from '../../router.js';
import { hub } from '../store.js';
import { deskApi } from './api.js';

export class FlHubMine extends FlElement {
  build() {
    this.className = 'page mine';
    this.tiles = h('dl', { class: 'mine-tiles' });
    this.days = h('fl-hub-days', {}).setup({ name: 'my-labels', title: t('mine.days'), how: t('mine.days.how'), empty: t('mine.days.none') });
    this.said = h('div', { class: 'mine-labels' });
    this.rows = h('tbody', {});
    const column = (name) => h('th', { scope: 'col' }, t(`mine.${name}`));
    this.table = h('table', { class: 'mine-table' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('mine.sets')), column('open'), column('labeled'), column('skipped'))), this.rows);
    this.results = h('div', { class: 'mine-results' }, this.tiles, h('section', { class: 'panel mine-panel' }, this.days), h('section', { class: 'panel mine-panel' }, h('h2', {}, t('mine.labels')), this.said),
      h('section', { class: 'panel mine-panel mine-sets' }, h('div', { class: 'mine-scroll' }, this.table)));
    this.place = h('div', { class: 'mine-place' }, this.results);
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.mine')), this.place);
    this.listen(hub, 'change', (e) => { if (e.detail.has('me') && hub.me) this.read(); });
    this.listen(window, 'fl-back', () => this.read());
    this.read();
  }

  onParams() { this.read(); }

  get chosen() { return parse(location.hash).params.dataset ?? null; }

  async read() {
    const { chosen } = this;
    try {
      const [{ datasets }, stats] = await Promise.all([deskApi.datasets(), deskApi.stats(chosen)]);
      if (chosen !== this.chosen) return;
      Object.assign(this, { datasets, stats, error: null });
    } catch (error) {
      if (error.status === 401) hub.set({ me: null, ended: error.code });
      this.error = error;
    }
    this.changed();
  }

  update() {
    const { stats, error } = this;
    this.place.querySelector('.empty')?.remove();
    this.results.hidden = !stats || Boolean(error);
    if (error) this.place.append(emptyState(t('desk.failed'), explain(error), h('button', { type: 'button', class: 'primary', on: { click: () => this.read() } }, t('desk.look'))));
    if (!stats || error) return;
    this.showTiles(stats);
    this.days.show(stats.throughput ?? []);
    this.showLabels(Object.entries(stats.by_label ?? {}).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]));
    this.showSets();
  }

  showTiles({ assigned, open, labeled, skipped, today, median_seconds: median, gold }) {
    const tile = (name, value, more) => h('div', { class: 'tile' }, h('dt', {}, t(`mine.${name}`)), h('dd', {}, value, more && h('small', { class: 'muted' }, more)));
    this.tiles.replaceChildren(...[
      tile('open', number(open)), tile('labeled', number(labeled)), tile('skipped', number(skipped)), tile('assigned', number(assigned)), tile('today', number(today)),
      tile('median', typeof median === 'number' ? clock(median) : '–'),
      gold?.of > 0 && tile('gold', percent(gold.right / gold.of), t('mine.gold.value', { right: gold.right, of: gold.of })),
    ].filter(Boolean));
  }

  showLabels(list) {
    const most = Math.max(1, ...list.map(([, n]) => n));
    this.said.replaceChildren(...(list.length ? [h('ul', { class: 'said' }, list.map(([name, n]) => {
      const bar = h('span', { class: 'said-bar', 'aria-hidden': 'true' });
      bar.style.setProperty('--share', String(n / most));
      return h('li', {}, h('span', { class: 'ellipsis', dir: 'auto', title: name }, name), bar, h('span', { class: 'said-n' }, number(n)));
    }))] : [h('p', { class: 'muted' }, t('mine.labels.none'))]));
  }

  /** A row shows that data set's numbers; the first one those of all. */
  showSets() {
    const link = (id, words) => h('a', { href: format('mine', { dataset: id }), 'aria-current': String(id ?? '') === String(this.chosen ?? '') ? 'true' : null, dir: 'auto' }, words);
    const sum = (name) => this.datasets.reduce((n, d) => n + d[name], 0);
    const row = (id, words, open, labeled, skipped) => h('tr', {}, h('th', { scope: 'row' }, link(id, words)), [open, labeled, skipped].map((n) => h('td', {}, number(n))));
    this.rows.replaceChildren(row(null, t('mine.all'), sum('open'), sum('labeled'), sum('skipped')), ...this.datasets.map((d) => row(d.id, d.name, d.open, d.labeled, d.skipped)));
  }
}
