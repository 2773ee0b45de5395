/** The Autolabel tab: all predictions in one order, filtered, selected, confirmed from there. */
import { submit } from '../actions.js';
import { isBinary, isChoice, liveClasses } from '../classes.js';
import { attr, h, text, touchOnly } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { emptyState } from '../elements/empty.js';
import { explain, t } from '../i18n.js';
import { ListSize } from '../list-size.js';
import { format, parse, replaceParams } from '../router.js';
import { prefs, store } from '../store.js';
import { ClassFilter } from './class-filter.js';
import { ConfirmBar } from './confirm-bar.js';
import { GridHands } from './hands.js';
import { histogram, keepInPlace, ORDERS, predictedCounts } from './ranking.js';
import { Selection } from './selection.js';
import { stream } from './stream.js';

const selection = new Selection();

export class FlAutolabel extends FlElement {
  build() {
    this.className = 'page autolabel';
    this.shown = [];
    this.notice = h('fl-notice');
    this.finder = h('fl-class-finder');
    this.size = new ListSize('auto', () => this.changed());
    this.bottom = new ConfirmBar({
      confirm: (as) => this.confirm(as), selectAll: () => this.selectAll(), clear: () => { selection.clear(); this.changed(); },
      find: (anchor) => this.confirmAs(anchor),
    });
    this.grid = h('fl-virtual-grid', { role: 'listbox', 'aria-multiselectable': 'true', 'aria-label': t('auto.cards') });
    this.hands = new GridHands(this.grid, selection, () => this.shown, () => this.changed(), this.life.signal);
    this.grid.draw = (r) => this.hands.draw(r);
    this.scroller = h('div', { class: 'auto-scroll', 'data-scroller': true, tabindex: '-1' }, this.grid);
    this.ruler = h('fl-ruler');
    this.filters = this.filterBar();
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.autolabel')), this.filters, this.notice,
      h('div', { class: 'auto-work' }, this.scroller, this.rulerBox()), this.bottom.element, this.finder);
    this.onParams(parse(location.hash).params);
    this.watch();
    stream.sync();
  }

  watch() {
    this.listen(stream, 'change', () => this.soon());
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) { stream.sync(); this.changed(); } });
    this.listen(this.grid, 'fl-range', () => this.showView());
    this.listen(this.grid, 'fl-end', () => { if (!stream.stopped) stream.more(); });
    this.listen(this.ruler, 'fl-span', (e) => this.setSpan(e.detail.low, e.detail.high));
    this.listen(this.ruler, 'fl-goto', (e) => this.goTo(e.detail));
    // While the pointer rests on the cards nothing on screen moves; when it leaves, or one scrolls, the order is true again.
    this.listen(this.grid, 'pointerenter', () => { this.over = true; });
    this.listen(this.grid, 'pointerleave', () => { this.over = false; if (this.held) this.changed(); });
    this.listen(this.scroller, 'wheel', () => { if (this.held) { this.free = true; this.changed(); } }, { passive: true });
  }

  /** Chunks come quickly; the order is made anew a few times a second. */
  soon() {
    if (this.timer) return;
    this.timer = setTimeout(() => { this.timer = 0; this.changed(); }, stream.running ? 250 : 0);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.timer = 0;
  }

  filterBar() {
    this.classes = new ClassFilter((id) => this.setParams({ class: id }), (anchor, done) => this.finder.open({ anchor, create: false, label: t('auto.class') }, done));
    const toggle = (name) => h('button', { type: 'button', class: 'toggle', 'aria-pressed': 'false', on: { click: () => this.setParams({ [name]: this.params[name] ? '' : '1' }) } });
    this.flipped = toggle('flipped');
    this.open = toggle('open');
    this.open.append(t('auto.open'));
    this.orders = h('select', { 'aria-label': t('auto.order'), title: t('auto.order'), on: { change: (e) => this.setParams({ order: e.target.value === 'sure' ? '' : e.target.value, low: '', high: '' }) } },
      Object.keys(ORDERS).map((name) => h('option', { value: name }, t(`auto.order.${name}`))));
    this.progress = h('span', { class: 'stream' });
    this.bar = h('progress', { 'aria-label': t('auto.streaming') });
    this.count = h('span', { class: 'stream-count' });
    this.stop = h('button', { type: 'button', class: 'quiet small', on: { click: () => (stream.running ? stream.stop() : stream.more()) } });
    this.progress.append(this.bar, this.count, this.stop);
    return h('div', { class: 'toolbar' }, this.classes.element, this.flipped, this.open, this.orders, h('span', { class: 'spacer' }), this.progress, this.size.element);
  }

  rulerBox() {
    const field = (name, words) => h('input', { type: 'number', min: 0, max: 100, step: 1, 'aria-label': t(words), title: t(words), on: { change: () => this.setSpan(Number(this.low.value) / 100, Number(this.high.value) / 100) }, name });
    this.high = field('high', 'auto.to');
    this.low = field('low', 'auto.from');
    this.reset = h('button', { type: 'button', class: 'quiet small', on: { click: () => this.setParams({ low: '', high: '' }) } }, t('auto.reset'));
    this.rulerTitle = h('h2', { class: 'small' });
    this.rulerPlace = h('aside', { class: 'ruler-box', 'aria-label': t('auto.ruler') }, this.rulerTitle, this.ruler,
      h('div', { class: 'ruler-fields' }, this.low, h('span', {}, '–'), this.high), this.reset);
    return this.rulerPlace;
  }

  get keyMode() { return isChoice() ? 'choice' : 'binary'; }

  get axis() { return this.params.order === 'positive' && isBinary() ? 'p' : 'conf'; }

  /** The least that a prediction can be sure: a half of two classes; of many it may be anything. */
  get floor() { return this.axis === 'p' || !isBinary() ? 0 : 0.5; }

  onParams(params) {
    this.params = params;
    stream.ranking.setOrder(ORDERS[params.order] && (params.order !== 'positive' || isBinary()) ? params.order : 'sure');
    this.free = true;
    this.changed();
  }

  setParams(params) {
    replaceParams(params);
    prefs.set('params.autolabel', parse(location.hash).params);
    this.scroller.scrollTop = 0;
    this.onParams(parse(location.hash).params);
  }

  setSpan(low, high) {
    const a = Math.max(this.floor, Math.min(low, high)), b = Math.min(1, Math.max(low, high));
    this.setParams({ low: a > this.floor + 0.005 ? a.toFixed(2) : '', high: b < 0.995 ? b.toFixed(2) : '' });
  }

  get wanted() {
    const { params, axis } = this;
    const value = (name, otherwise) => (params[name] === undefined || Number.isNaN(Number(params[name])) ? otherwise : Number(params[name]));
    return { axis, label: /^\d+$/.test(params.class ?? '') ? Number(params.class) : null, flipped: params.flipped === '1', open: params.open === '1', low: value('low', 0), high: value('high', 1) };
  }

  update() {
    if (!this.params) return;
    const hasModel = stream.scorer !== 'none' && store.status?.scorer !== 'none';
    this.notice.setHint(hasModel ? t(touchOnly() ? 'auto.hint.touch' : isChoice() ? 'auto.hint.many' : 'auto.hint') : '');
    this.progress.hidden = !hasModel;
    this.updateClasses(hasModel);
    this.orders.value = stream.ranking.order;
    attr(this.open, 'aria-pressed', String(this.params.open === '1'));
    attr(this.flipped, 'aria-pressed', String(this.params.flipped === '1'));
    this.updateOrder(hasModel);
    this.updateStream();
    this.updateRuler(hasModel);
    this.updateSelection();
    this.updateEmpty(hasModel);
  }

  updateClasses(hasModel) {
    const { wanted } = this;
    const counted = hasModel ? stream.ranking.filter({ ...wanted, label: null }) : [];
    this.classes.show(predictedCounts(counted), this.params.class ?? '', counted.length);
    for (const option of this.orders.options) if (option.value === 'positive') option.hidden = !isBinary();
  }

  updateOrder(hasModel) {
    const next = hasModel ? stream.ranking.filter(this.wanted) : [];
    const [first, last] = this.grid.onScreen();
    this.held = !this.free && (this.over || this.grid.contains(document.activeElement)) && this.shown.length > 0;
    this.shown = this.held ? keepInPlace(next, this.shown, first, last) : next;
    this.free = false;
    this.size.apply(this.grid);
    this.grid.setRecords(this.shown);
  }

  updateStream() {
    const { total, offset, running, complete } = stream;
    let flips = 0;
    for (const r of stream.ranking.sorted) if (r.flipped) flips++;
    text(this.flipped, t('auto.flipped', { n: flips }));
    this.bar.max = total || 1;
    this.bar.value = offset;
    attr(this.bar, 'data-done', complete && !running);
    text(this.count, stream.error ? explain(stream.error) : running || !complete
      ? t('auto.count', { n: offset, total }) : t('auto.shown', { n: this.shown.length }));
    this.stop.hidden = complete || total === 0 || stream.refreshing;
    text(this.stop, running ? t('auto.cancel') : t('auto.continue'));
  }

  updateRuler(hasModel) {
    const { wanted } = this;
    this.rulerPlace.hidden = !hasModel;
    text(this.rulerTitle, t(this.axis === 'p' ? 'auto.ruler.p' : 'auto.ruler'));
    const counted = stream.ranking.filter({ ...wanted, low: 0, high: 1 });
    this.data = histogram(counted, 40, this.axis, this.floor, !isBinary());
    this.span = { low: Math.max(this.floor, wanted.low), high: wanted.high };
    for (const [field, value] of [[this.low, this.span.low], [this.high, this.span.high]]) {
      field.min = String(this.floor * 100);
      if (document.activeElement !== field) field.value = String(Math.round(value * 100));
    }
    this.ruler.show(this.data, this.span, stream.ranking.order === 'unsure');
    this.reset.disabled = this.span.low <= this.floor && this.span.high >= 1;
    this.showView();
  }

  /** The part of the ruler that is on screen. */
  showView() {
    if (!this.data) return;
    const [first, last] = this.grid.onScreen();
    const value = (r) => (this.axis === 'p' ? r.p : r.conf);
    // A filter may have left fewer records than the grid has yet drawn.
    const end = Math.min(last, this.shown.length);
    const view = end > first ? [value(this.shown[first]), value(this.shown[end - 1])] : null;
    this.ruler.setView(view);
  }

  goTo(value) {
    const of = (r) => (this.axis === 'p' ? r.p : r.conf);
    const rising = stream.ranking.order === 'unsure';
    const index = this.shown.findIndex((r) => (rising ? of(r) >= value : of(r) <= value));
    if (this.shown.length) this.grid.reveal(index < 0 ? this.shown.length - 1 : index, 'start');
  }

  updateSelection() {
    selection.keep((id) => { const r = stream.ranking.byId.get(id); return r && r.user === null; });
    this.bottom.update(selection.size, this.shown.length);
  }

  updateEmpty(hasModel) {
    const kind = !store.status ? '' : !hasModel ? 'model' : this.shown.length === 0 && stream.ranking.size > 0 ? 'match' : '';
    if (kind === this.emptyKind && this.scroller.querySelector('.empty')) return;
    this.emptyKind = kind;
    this.scroller.querySelector('.empty')?.remove();
    this.grid.hidden = Boolean(kind);
    if (kind === 'model') this.scroller.append(emptyState(t('auto.nomodel'), t('auto.nomodel.more'), h('a', { class: 'button primary', href: format('label') }, t('review.empty.go'))));
    if (kind === 'match') this.scroller.append(emptyState(t('auto.nomatch'), null, h('button', { type: 'button', on: { click: () => this.setParams({ class: '', flipped: '', open: '', low: '', high: '' }) } }, t('auto.nomatch.go'))));
  }

  selectAll() {
    selection.all(this.shown.filter((r) => r.user === null && !r.unreadable));
    this.changed();
  }

  async confirm(as) {
    const labels = selection.labels(stream.ranking.byId, as);
    if (labels.length === 0) {
      store.say(t('auto.nothing'));
      return;
    }
    selection.clear();
    stream.ranking.confirm(labels);
    this.changed();
    try {
      await submit(labels);
    } catch (error) {
      if (error.lost || error.status >= 500) return;
      stream.ranking.confirm(labels.map(({ id }) => ({ id, label: null })));
      this.changed();
    }
  }

  /** Confirm the selection as a class that is searched for. */
  confirmAs(anchor, typed = '') {
    if (selection.size === 0) {
      store.say(t('auto.nothing'));
      return;
    }
    this.finder.open({ anchor, typed, label: t('auto.as.other') }, (id) => {
      this.grid.focus({ preventScroll: true });
      if (id !== null) this.confirm(id);
    });
  }

  onKey({ action, extend, index, text: typed }) {
    if (action === 'escape') selection.clear();
    else if (action === 'all') this.selectAll();
    else if (action === 'positive') this.confirm(1);
    else if (action === 'negative') this.confirm(0);
    else if (action === 'confirm') this.confirm('predicted');
    else if (action === 'class') {
      if (!liveClasses()[index]) return false;
      this.confirm(liveClasses()[index].id);
    } else if (action === 'find') this.confirmAs(this.bottom.acts, typed ?? '');
    else return this.hands.onKey(action, extend);
    this.changed();
    return true;
  }
}
