/** The Analysis page: whether seeds matter, what golden ones have in common, maps, and learning from the records. */
import { h } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { emptyState } from '../../elements/empty.js';
import { ago, explain, has, moment, t } from '../../i18n.js';
import { format, parse } from '../../router.js';
import { goldenApi } from '../api.js';
import { feeds } from '../live.js';
import { choose } from '../setup/field.js';
import { golden, modelName } from '../store.js';
import { Gate } from './gate.js';
import { Learning } from './learning.js';
import { Maps } from './maps.js';
import { Noise } from './noise.js';
import { Runner } from './runner.js';
import { Across, Clusters } from './seeds.js';

/** Sections one can jump to with `?part=NAME`. */
const TITLES = { gate: 'gate.title', across: 'across.title', noise: 'noise.title', clusters: 'clusters.title', maps: 'maps.title', learning: 'learning.title' };
const PARTS = Object.keys(TITLES);

export class FlGoldenAnalysis extends FlElement {
  build() {
    this.className = 'page golden-analysis';
    this.runner = new Runner({ words: { name: 'work.golden.analysis', start: 'analysis.start', again: 'analysis.again', step: (name) => (has(`analysis.step.${name}`) ? t(`analysis.step.${name}`) : '') }, start: () => goldenApi.analyse({ session: this.scope.value || undefined }), cancel: () => goldenApi.cancelAnalysis(), feed: feeds.analysis });
    this.scope = h('select', { 'aria-label': t('analysis.scope') });
    this.about = h('p', { class: 'muted small' });
    Object.assign(this, { gate: new Gate(), across: new Across(), noise: new Noise(), clusters: new Clusters(), maps: new Maps(), learning: new Learning() });
    this.panels = Object.fromEntries(PARTS.map((name) => [name, h('section', { class: 'panel', 'data-part': name, 'aria-label': t(TITLES[name]) }, h('h2', { tabindex: '-1' }, t(TITLES[name])), ...this[name].content)]));
    this.results = PARTS.slice(0, -1);
    this.empty = h('div', {});
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.analysis')), h('fl-notice'), h('div', { class: 'quality-scroll', 'data-scroller': true }, h('div', { class: 'quality-results' },
      h('section', { class: 'panel analysis-run', 'aria-label': t('tab.analysis') }, this.scope, this.runner.element, this.about), this.empty, ...Object.values(this.panels))));
    this.listen(golden, 'change', () => this.changed());
    this.onParams(parse(location.hash).params);
    feeds.analysis.read();
    feeds.learning.read();
  }

  onParams({ part }) {
    if (PARTS.includes(part)) requestAnimationFrame(() => this.panels[part].scrollIntoView({ block: 'start' }));
  }

  update() {
    const { analysis, learning, errors, sessions } = golden;
    choose(this.scope, [['', t('takeout.all')], ...(sessions ?? []).map((s) => [s.session_id, s.name])]);
    this.scope.hidden = (sessions?.length ?? 0) < 2;
    const result = analysis?.result ?? null;
    this.runner.show(analysis, Boolean(result));
    for (const name of this.results) this.panels[name].hidden = !result;
    this.panels.learning.hidden = !learning;
    this.learning.show(learning, result?.gate ?? null);
    this.showEmpty(result, analysis, errors.analysis);
    if (!result) return;
    this.about.textContent = t('analysis.about', { when: ago(result.at), model: modelName(result.model) });
    this.about.title = moment(result.at);
    const mark = JSON.stringify(result);
    if (mark === this.mark && this.shown === this.gate) return;
    Object.assign(this, { mark, shown: this.gate });
    this.gate.show(result);
    this.across.show(result.across ?? {});
    this.noise.show(result.noise ?? {});
    this.clusters.show(result.clusters);
    this.maps.show(result.maps ?? [], result.at);
  }

  showEmpty(result, analysis, error) {
    const state = result || analysis?.state === 'running' ? '' : analysis ? 'none' : error ? 'error' : '';
    if (this.empty.dataset.state === state) return;
    this.empty.dataset.state = state;
    this.empty.replaceChildren(state === 'none' ? emptyState(t('analysis.none'), t('analysis.none.more'), h('a', { class: 'button', href: format('work') }, t('history.none.go'))) : state === 'error' ? emptyState(explain(error), null) : '');
  }
}
