/** The Autolabel tab: all predictions in one order, filtered, selected, confirmed from there. */
import { submit, undo } from '../actions.js';
import { attr, h, icon, key, text, touchOnly } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { emptyState } from '../elements/empty.js';
import { explain, number, t } from '../i18n.js';
import { format, parse, replaceParams } from '../router.js';
import { prefs, store } from '../store.js';
import { GridHands } from './hands.js';
import { histogram, keepInPlace, ORDERS } from './ranking.js';
import { Selection } from './selection.js';
import { stream } from './stream.js';

const selection = new Selection();

export class FlAutolabel extends FlElement {
  build() {
    this.className = 'page autolabel';
    this.shown = [];
    this.notice = h('fl-notice');
    this.grid = h('fl-virtual-grid', { role: 'listbox', 'aria-multiselectable': 'true', 'aria-label': t('auto.cards') });
    this.hands = new GridHands(this.grid, selection, () => this.shown, () => this.changed(), this.life.signal);
    this.grid.draw = (r) => this.hands.draw(r);
    this.scroller = h('div', { class: 'auto-scroll', 'data-scroller': true, tabindex: '-1' }, this.grid);
    this.ruler = h('fl-ruler');
    this.filters = this.filterBar();
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.autolabel')), this.filters, this.notice,
      h('div', { class: 'auto-work' }, this.scroller, this.rulerBox()), this.footer());
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
    this.classes = document.createElement('fl-segmented').setup({
      label: t('auto.class'), value: '', options: [{ value: '', text: t('auto.all') }, { value: '1', text: t('review.positive'), mark: '✓' }, { value: '0', text: t('review.negative'), mark: '✕' }],
    });
    this.classes.addEventListener('fl-choose', (e) => this.setParams({ class: e.detail }));
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
    const slider = h('input', { type: 'range', min: 64, max: 240, step: 8, value: prefs.get('auto.card', 112), 'aria-label': t('label.size'), title: t('label.size'),
      on: { input: (e) => { prefs.set('auto.card', Number(e.target.value)); this.changed(); } } });
    return h('div', { class: 'toolbar' }, this.classes, this.flipped, this.open, this.orders, h('span', { class: 'spacer' }), this.progress, h('span', { class: 'size-slider' }, slider));
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

  footer() {
    const act = (as, words, name, kind, k) => h('button', { type: 'button', class: kind, 'aria-label': name, on: { click: () => this.confirm(as) } }, words, key(k));
    this.selected = h('span', { class: 'selected-count', role: 'status' });
    this.acts = [act(1, t('auto.as.positive'), t('auto.as.positive.name'), 'positive', 'P'), act(0, t('auto.as.negative'), t('auto.as.negative.name'), 'negative', 'N'),
      act('predicted', t('auto.as.predicted'), t('auto.as.predicted'), 'primary', '⏎')];
    this.all = h('button', { type: 'button', class: 'quiet', on: { click: () => this.selectAll() } }, t('auto.selectall'));
    this.clear = h('button', { type: 'button', class: 'quiet', on: { click: () => { selection.clear(); this.changed(); } } }, t('auto.clear'));
    this.undo = h('button', { type: 'button', 'aria-label': t('label.undo'), on: { click: () => undo() } }, icon('undo'), h('span', { class: 'wide-only' }, t('label.undo')), key('U'));
    return h('div', { class: 'action-bar' }, this.selected, this.all, this.clear, h('span', { class: 'spacer' }), h('div', { class: 'actions' }, this.undo, this.acts));
  }

  get axis() { return this.params.order === 'positive' ? 'p' : 'conf'; }

  get floor() { return this.axis === 'p' ? 0 : 0.5; }

  onParams(params) {
    this.params = params;
    stream.ranking.setOrder(ORDERS[params.order] ? params.order : 'sure');
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
    return { axis, label: params.class === '1' ? 1 : params.class === '0' ? 0 : null, flipped: params.flipped === '1', open: params.open === '1', low: value('low', 0), high: value('high', 1) };
  }

  update() {
    if (!this.params) return;
    const hasModel = stream.scorer !== 'none' && store.status?.scorer !== 'none';
    this.notice.setHint(hasModel ? t(touchOnly() ? 'auto.hint.touch' : 'auto.hint') : '');
    this.progress.hidden = !hasModel;
    this.classes.value = this.params.class ?? '';
    this.orders.value = stream.ranking.order;
    attr(this.open, 'aria-pressed', String(this.params.open === '1'));
    attr(this.flipped, 'aria-pressed', String(this.params.flipped === '1'));
    this.updateOrder(hasModel);
    this.updateStream();
    this.updateRuler(hasModel);
    this.updateFooter();
    this.updateEmpty(hasModel);
  }

  updateOrder(hasModel) {
    const next = hasModel ? stream.ranking.filter(this.wanted) : [];
    const [first, last] = this.grid.onScreen();
    this.held = !this.free && (this.over || this.grid.contains(document.activeElement)) && this.shown.length > 0;
    this.shown = this.held ? keepInPlace(next, this.shown, first, last) : next;
    this.free = false;
    this.grid.size = prefs.get('auto.card', 112);
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
    this.data = histogram(counted, 40, this.axis);
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

  updateFooter() {
    selection.keep((id) => { const r = stream.ranking.byId.get(id); return r && r.user === null; });
    text(this.selected, t('auto.selected', { n: selection.size }));
    for (const button of this.acts) button.disabled = selection.size === 0;
    this.clear.disabled = selection.size === 0;
    this.all.disabled = this.shown.length === 0;
    this.undo.disabled = !store.status?.undo_available;
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

  onKey({ action, extend }) {
    if (action === 'escape') selection.clear();
    else if (action === 'all') this.selectAll();
    else if (action === 'positive') this.confirm(1);
    else if (action === 'negative') this.confirm(0);
    else if (action === 'confirm') this.confirm('predicted');
    else return this.hands.onKey(action, extend);
    this.changed();
    return true;
  }
}
