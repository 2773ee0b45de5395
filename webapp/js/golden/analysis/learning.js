/** Learning from the records: what the gate says about it, the training, and an honest report. */
import { h, text } from '../../dom.js';
import { ago, decimal, has, number, t } from '../../i18n.js';
import { goldenApi } from '../api.js';
import { feeds } from '../live.js';
import { adviceOf, armRows, byJudge, liftRows, reliability } from './figures.js';
import { Recommend } from './recommend.js';
import { Runner } from './runner.js';

const KINDS = ['selector', 'refiner', 'both'];
const nameOf = (arm) => (has(`learning.arm.${arm}`) ? t(`learning.arm.${arm}`) : arm);

export class Learning {
  constructor() {
    this.before = h('p', { class: 'advice' });
    this.kind = document.createElement('fl-segmented').setup({ label: t('learning.kind'), value: 'both', options: KINDS.map((value) => ({ value, text: t(`learning.kind.${value}`), tip: t(`learning.kind.${value}.more`) })) });
    this.kind.addEventListener('fl-choose', (e) => { this.kind.value = e.detail; });
    this.runner = new Runner({ words: { name: 'work.golden.learning', start: 'learning.start', again: 'learning.again', step: (name) => (has(`learning.step.${name}`) ? t(`learning.step.${name}`) : '') }, start: () => goldenApi.learn({ kind: this.kind.value }), cancel: () => goldenApi.cancelLearning(), feed: feeds.learning });
    this.selector = h('p', {});
    this.refiner = h('p', {});
    const whiskers = (name) => document.createElement('fl-whisker-chart').setup({ name: `learning-${name}`, title: t(`learning.${name}`), how: t(`learning.${name}.how`), empty: t('learning.empty') });
    this.arms = h('div', { class: 'learning-arms' });
    this.lift = whiskers('lift');
    this.calibration = document.createElement('fl-reliability-chart').setup({ name: 'learning-calibration', title: t('chart.reliability'), how: t('chart.reliability.how'), empty: t('learning.empty') });
    this.verdict = h('p', { class: 'advice' });
    this.recommend = new Recommend();
    this.report = h('div', { class: 'learning-report', hidden: true }, this.selector, this.refiner, this.verdict, this.arms, h('div', { class: 'learning-pair' }, this.lift, this.calibration), h('h3', {}, t('recommend.title')), ...this.recommend.content);
    this.content = [this.before, h('div', { class: 'row' }, this.kind), this.runner.element, this.report];
  }

  /** @param learning GET /golden/learning  @param gate of the analysis, or null before there is one */
  show(learning, gate) {
    const advice = gate ? adviceOf(gate) : 'first';
    text(this.before, t(`learning.gate.${advice}`));
    this.before.dataset.advice = advice;
    const { selector, refiner, report } = learning ?? {};
    this.runner.show(learning, Boolean(selector || refiner));
    this.report.hidden = !selector && !refiner && !report;
    if (this.report.hidden) return;
    text(this.selector, selector ? t('learning.selector', { when: ago(selector.trained_at), images: selector.images, prompts: selector.prompts, auc: decimal(selector.auc?.value ?? 0), low: decimal(selector.auc?.low ?? 0), high: decimal(selector.auc?.high ?? 0) }) : '');
    text(this.refiner, refiner ? t('learning.refiner', { when: ago(refiner.trained_at), pairs: refiner.pairs, before: decimal(refiner.loss_before, 3), after: decimal(refiner.loss_after, 3) }) : '');
    this.showArms(report);
    this.lift.show({ rows: liftRows(report, nameOf), unit: 'number' });
    this.calibration.show({ name: 'selector', bins: reliability(selector?.calibration) });
    const code = report?.advice?.toLowerCase().replaceAll('_', '-');
    this.verdict.hidden = !code || !has(`learning.advice.${code}`);
    text(this.verdict, this.verdict.hidden ? '' : t(`learning.advice.${code}`, { n: report.held_out_prompts ?? 0 }));
    this.recommend.show(Boolean(selector));
  }

  /** One chart for each way of judging. */
  showArms(report) {
    const mark = JSON.stringify(report?.arms);
    if (mark === this.mark && this.arms.firstChild) return;
    this.mark = mark;
    this.arms.replaceChildren(...byJudge(report).map(([judge, arms]) => {
      const by = has(`learning.by.${judge}`) ? t(`learning.by.${judge}`) : judge;
      const chart = document.createElement('fl-whisker-chart').setup({ name: `learning-arms-${judge}`, title: t('learning.arms', { by }), how: t('learning.arms.how'), empty: t('learning.empty') });
      chart.show({ rows: armRows({ arms }, nameOf).map((r) => ({ ...r, note: r.n > 0 ? `n ${number(r.n)}` : '' })), unit: 'share' });
      return chart;
    }));
  }
}
