/** The Quality tab: how good the model is on labels it has not seen, where it errs, and which labels look wrong. */
import { api } from '../api.js';
import { className } from '../classes.js';
import { attr, h, icon, text } from '../dom.js';
import { emptyState } from '../elements/empty.js';
import { FlElement } from '../elements/base.js';
import { explain, t } from '../i18n.js';
import { format, parse, replaceParams } from '../router.js';
import { prefs, store } from '../store.js';
import { ClassTable } from './class-table.js';
import { QualityData } from './data.js';
import { Duplicates } from './duplicates.js';
import { adviceOf, mixUps } from './figures.js';
import { Headline } from './headline.js';
import { ItemList } from './item-list.js';
import { Matrix } from './matrix.js';
import { SuspectList } from './suspects.js';

export class FlQuality extends FlElement {
  build() {
    this.className = 'page quality';
    this.data = new QualityData(this.life.signal);
    this.notice = h('fl-notice');
    this.finder = h('fl-class-finder');
    const find = (anchor, done) => this.finder.open({ anchor, create: false }, done);
    this.headlines = ['holdout', 'cross'].map((name) => new Headline(name));
    this.advice = h('p', { class: 'advice', role: 'status', hidden: true });
    this.measuring = h('p', { class: 'measuring small', role: 'status', hidden: true }, h('span', { class: 'pulse status-part', 'data-on': true }), t('quality.measuring'));
    this.learning = document.createElement('fl-learning-chart').setup({ name: 'learning-curve', title: t('chart.learning'), how: t('chart.learning.how'), empty: t('chart.learning.empty') });
    this.reliability = document.createElement('fl-reliability-chart').setup({ name: 'reliability', title: t('chart.reliability'), how: t('chart.reliability.how'), empty: t('chart.reliability.empty') });
    this.table = new ClassTable();
    this.matrix = new Matrix((truth, predicted) => this.openField(truth, predicted));
    this.pairs = h('div', { class: 'pairs row' });
    this.behindTitle = h('h3', { tabindex: '-1' });
    this.behindWords = h('p', { class: 'muted small' });
    this.list = new ItemList({ finder: find, name: t('matrix.items'), note: (item, label) => t('quality.is', { label: className(label) }) });
    this.behind = h('section', { class: 'behind', 'aria-label': t('matrix.items'), hidden: true }, h('header', { class: 'chart-head' }, this.behindTitle,
      h('button', { type: 'button', class: 'icon-button small', 'aria-label': t('matrix.close'), on: { click: () => this.openField(null) } }, icon('close'))), this.behindWords, this.list.element);
    this.suspects = new SuspectList(find);
    this.duplicates = new Duplicates();
    this.suspectPanel = this.panel('suspects.title', ...this.suspects.content);
    this.twinPanel = this.panel('twins.title', ...this.duplicates.content);
    this.matrixPanel = this.panel('matrix.title', h('p', { class: 'muted small' }, t('matrix.how')), this.pairs, this.matrix.element, this.behind);
    this.tableHow = h('p', { class: 'muted small' });
    this.results = h('div', { class: 'quality-results' }, h('div', { class: 'headlines' }, this.headlines.map((one) => one.element)), this.measuring, this.advice,
      h('div', { class: 'quality-pair' }, h('section', { class: 'panel' }, this.learning), h('section', { class: 'panel' }, this.reliability)),
      this.matrixPanel, this.suspectPanel, this.panel('table.title', this.tableHow, this.table.element), this.twinPanel);
    this.emptyPlace = h('div', { hidden: true });
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.quality')), this.notice, h('div', { class: 'quality-scroll', 'data-scroller': true }, this.emptyPlace, this.results), this.finder);
    this.listen(this.data, 'change', () => this.changed());
    this.listen(window, 'fl-undone', () => { this.list.forget(); this.suspects.list.forget(); });
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) { this.data.sync(); this.changed(); } });
    this.onParams(parse(location.hash).params);
    this.data.sync();
  }

  panel(title, ...content) {
    return h('section', { class: 'panel', 'aria-label': t(title) }, h('h2', {}, t(title)), ...content);
  }

  get keyMode() { return 'choice'; }

  update() {
    const { quality } = this.data;
    const cross = quality?.cross_validation ?? null;
    const held = quality?.holdout ?? null;
    const shown = Boolean(cross || held);
    this.results.hidden = !shown;
    this.emptyPlace.hidden = shown;
    if (!shown) {
      this.showEmpty(quality);
      return;
    }
    this.measuring.hidden = !quality.computing;
    this.headlines[0].show(held, store.status?.holdout_share);
    this.headlines[1].show(cross);
    const advice = adviceOf(quality.advice);
    this.advice.hidden = !advice;
    attr(this.advice, 'data-stop', Boolean(quality.advice?.stop));
    text(this.advice, advice ? t(advice.key, advice) : '');
    this.learning.show({ holdout: held?.curve ?? [], cross: cross?.curve ?? [] });
    // Of a few held-out labels no curve can be read.
    const sound = !cross || (held && held.labels >= 100) ? held : cross;
    this.reliability.show({ name: sound === held ? 'holdout' : 'cross', bins: sound.reliability });
    const judged = cross ?? held;
    this.table.show(judged.per_class, (store.status?.class_list ?? []).map((c) => c.id));
    text(this.tableHow, t(cross ? 'table.how' : 'table.how.holdout'));
    // The items behind a field are those of the cross-validation.
    this.matrixPanel.hidden = !cross;
    this.suspectPanel.hidden = !cross;
    if (cross) {
      this.matrix.show(cross.confusion, this.at);
      this.showPairs(cross.confusion);
    }
    this.suspects.show(this.data.suspects);
    this.duplicates.show(this.data.duplicates);
    if (this.at && this.atVersion !== store.status?.version) this.readField();
  }

  showEmpty(quality) {
    const mark = `${quality === null} ${quality?.computing} ${this.data.error?.code}`;
    if (mark === this.emptyMark && this.emptyPlace.firstChild) return;
    this.emptyMark = mark;
    const go = h('a', { class: 'button primary', href: format('label') }, t('review.empty.go'));
    this.emptyPlace.replaceChildren(this.data.error && !quality ? emptyState(explain(this.data.error), null)
      : quality === null ? h('p', { class: 'muted quality-wait' }, t('quality.measuring'))
        : quality.computing ? emptyState(t('quality.measuring'), t('quality.measuring.more')) : emptyState(t('quality.empty'), t('quality.empty.more'), go));
  }

  /** The pairs mixed up most, in words: the quickest way into the matrix. */
  showPairs(confusion) {
    const pairs = mixUps(confusion);
    const mark = JSON.stringify([pairs, pairs.map((p) => className(p.truth))]);
    if (mark === this.pairMark) return;
    this.pairMark = mark;
    this.pairs.replaceChildren(...(pairs.length ? pairs.map((p) => h('button', { type: 'button', class: 'small pair', on: { click: () => this.openField(p.truth, p.predicted) } },
      h('span', { class: 'ellipsis' }, t('matrix.pair', { label: className(p.truth), model: className(p.predicted) })), h('span', { class: 'seg-count' }, String(p.count)))) : [h('p', { class: 'muted' }, t('matrix.perfect'))]));
  }

  onParams(params) {
    const id = (value) => (/^\d+$/.test(value ?? '') ? Number(value) : null);
    const [truth, predicted] = [id(params.truth), id(params.predicted)];
    const at = truth === null || predicted === null ? null : { truth, predicted };
    const same = at?.truth === this.at?.truth && at?.predicted === this.at?.predicted;
    this.at = at;
    if (!same) this.readField();
    this.changed();
  }

  openField(truth, predicted) {
    replaceParams({ truth, predicted: truth === null ? null : predicted });
    prefs.set('params.quality', parse(location.hash).params);
    this.onParams(parse(location.hash).params);
    if (this.at) this.behindTitle.focus({ preventScroll: true });
    if (this.at) this.behind.scrollIntoView({ block: 'nearest' });
  }

  /** The items behind the open field. */
  async readField() {
    const { at } = this;
    this.atVersion = store.status?.version;
    this.behind.hidden = !at;
    const field = at ? `${at.truth} ${at.predicted}` : null;
    if (field !== this.field) this.list.clear();
    this.field = field;
    if (!at) return;
    text(this.behindTitle, t(at.truth === at.predicted ? 'matrix.right' : 'matrix.behind', { label: className(at.truth), model: className(at.predicted) }));
    try {
      const { items } = await api.confusion(at.truth, at.predicted, { signal: this.life.signal });
      if (at !== this.at) return;
      text(this.behindWords, t('matrix.count', { n: items.length }));
      this.list.show(items.slice(0, 200));
    } catch (error) {
      if (this.life.signal.aborted || at !== this.at) return;
      text(this.behindWords, explain(error));
    }
  }

  onKey({ action }) {
    if (action !== 'escape' || !this.at) return false;
    this.openField(null);
    return true;
  }
}
