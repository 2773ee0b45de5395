/** What golden noise has that the other has not: per channel and per band of frequency, corrected for the many tests. */
import { h, text } from '../../dom.js';
import { decimal, has, number, t } from '../../i18n.js';
import { bandRows, channelRows, chance, statisticsOf, SURE } from './figures.js';

const statisticWords = (name) => (has(`noise.statistic.${name}`) ? t(`noise.statistic.${name}`) : name);

export class Noise {
  constructor() {
    this.words = h('p', {});
    const chart = (name, title, how) => document.createElement('fl-effect-chart').setup({ name, title: t(title), how: t(how), empty: t('noise.empty') });
    this.charts = h('div', { class: 'noise-charts' });
    this.bands = chart('noise-frequencies', 'noise.frequencies', 'noise.frequencies.how');
    this.chart = chart;
    this.table = h('tbody', {});
    this.details = h('details', { class: 'other' }, h('summary', {}, t('noise.table')), h('div', { class: 'table-scroll' }, h('table', { class: 'figures', 'aria-label': t('noise.table') },
      h('thead', {}, h('tr', {}, ['what', 'golden', 'other', 'effect', 'p', 'q'].map((c) => h('th', { scope: 'col' }, t(`noise.${c}`))))), this.table)));
    this.content = [this.words, this.charts, this.bands, this.details];
  }

  show(noise) {
    const mark = JSON.stringify(noise);
    if (mark === this.mark) return;
    this.mark = mark;
    const statistics = statisticsOf(noise);
    text(this.words, noise.significant > 0 ? t('noise.some', { n: noise.significant, tests: noise.tests }) : t('noise.none', { tests: noise.tests ?? 0 }));
    const bandName = (f) => t('noise.band', { from: decimal(f.from), to: decimal(f.to) });
    const bands = bandRows(noise, (f) => decimal(f.to));
    this.charts.replaceChildren(...statistics.map((s) => {
      const chart = this.chart(`noise-${s}`, 'noise.channels', 'noise.channels.how');
      chart.title = t('noise.channels', { statistic: statisticWords(s) });
      chart.show(channelRows(noise, s));
      return chart;
    }));
    this.bands.show(bands);
    const rows = [...statistics.flatMap((s) => channelRows(noise, s).map((r) => ({ ...r, name: t('noise.channel', { statistic: statisticWords(s), n: r.name }) }))), ...bandRows(noise, bandName)].sort((a, b) => a.q - b.q);
    this.table.replaceChildren(...rows.map((r) => h('tr', { 'data-sure': r.q < SURE }, h('th', { scope: 'row' }, r.name), ...[r.golden, r.other, r.effect].map((v) => h('td', {}, typeof v === 'number' ? number(v, 3) : '–')), h('td', {}, chance(r.p, decimal)), h('td', {}, chance(r.q, decimal)))));
  }
}
