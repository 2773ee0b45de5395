/** First of all: does the seed matter? In plain words, with intervals and what published studies found. */
import { h, text } from '../../dom.js';
import { decimal, percent, t } from '../../i18n.js';
import { adviceOf, chance, gateRows } from './figures.js';

export class Gate {
  constructor() {
    this.advice = h('p', { class: 'advice', role: 'status' });
    this.judged = h('p', { class: 'muted' });
    this.chart = document.createElement('fl-whisker-chart').setup({ name: 'seed-effect', title: t('gate.chart'), how: t('gate.how'), empty: t('gate.empty') });
    this.published = h('p', { class: 'small' });
    this.content = [this.advice, this.judged, this.chart, this.published];
  }

  show({ gate, judged }) {
    const advice = adviceOf(gate);
    const { seed } = gate;
    text(this.advice, t(`gate.${advice}`, { share: percent(seed?.share ?? 0), low: percent(Math.max(0, seed?.low ?? 0)), high: percent(seed?.high ?? 0) }));
    this.advice.dataset.advice = advice;
    text(this.judged, t('gate.judged', { images: judged.images, golden: judged.golden, bad: judged.bad, prompts: judged.prompts, seeds: judged.seeds, cells: judged.crossed_cells ?? 0 }));
    const rows = gateRows(gate, (key) => t(`gate.part.${key}`)).map((r) => ({ ...r, note: typeof r.p === 'number' ? `p ${chance(r.p, decimal)}` : '' }));
    this.chart.show({ rows: advice === 'more' && !(seed?.share >= 0) ? [] : rows, max: 1, unit: 'share' });
    text(this.published, gate.published?.length ? t('gate.published', { list: gate.published.map((p) => `${p.model} ${percent(p.share)}`).join(t('list.comma')) }) : '');
  }
}
