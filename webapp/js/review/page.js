/** The Review Confirmed tab: confirmed labels by class, corrected where they are. */
import { relabel, undo } from '../actions.js';
import { api } from '../api.js';
import { className, dataType, guessOf, isBinary, isChoice, liveClasses, paint } from '../classes.js';
import { h, icon, key, touchOnly } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { emptyState } from '../elements/empty.js';
import { faceOf } from '../elements/faces.js';
import { openZoom } from '../elements/zoom.js';
import { explain, number, percent, t } from '../i18n.js';
import { ListSize } from '../list-size.js';
import { format, parse, replaceParams } from '../router.js';
import { datasetId, prefs, store } from '../store.js';
import { ReviewGroup } from './group.js';
import { ConfirmedLabels } from './labels.js';
import { groupTitle } from './titles.js';

const CHUNK = 1000;
const MOVES = ['left', 'right', 'up', 'down', 'home', 'end', 'pageup', 'pagedown'];

export class FlReview extends FlElement {
  build() {
    this.className = 'page review';
    this.labels = new ConfirmedLabels();
    Object.assign(this, { version: null, loaded: false, complete: false, groups: [], mark: null });
    this.notice = h('fl-notice');
    this.finder = h('fl-class-finder');
    this.filterPlace = h('div', { class: 'review-filter' });
    this.undoButton = h('button', { type: 'button', 'aria-label': t('label.undo'), on: { click: () => undo() } }, icon('undo'), h('span', { class: 'wide-only' }, t('label.undo')), key('U'));
    this.size = new ListSize('review', () => this.changed());
    this.scroller = h('div', { class: 'review-scroll', 'data-scroller': true });
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.review')),
      h('div', { class: 'toolbar' }, this.filterPlace, h('span', { class: 'spacer' }), this.undoButton, this.size.element), this.notice, this.scroller, this.finder);
    this.onParams(parse(location.hash).params);
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) { this.onStatus(); this.changed(); } });
    this.listen(window, 'fl-undone', () => this.load());
    this.onStatus();
  }

  get keyMode() { return isChoice() ? 'choice' : 'binary'; }

  /** Groups and filter follow the classes; of two the positive one comes first. */
  arrange() {
    const live = liveClasses();
    const ids = isBinary() ? [1, 0] : live.map((c) => c.id);
    const mark = JSON.stringify([datasetId(), isChoice(), ids, live.map((c) => `${c.words} ${c.color}`)]);
    if (mark === this.mark) return;
    this.mark = mark;
    for (const g of this.groups) g.section.remove();
    this.groups = ids.map((label) => new ReviewGroup(this, label));
    this.scroller.append(...this.groups.map((g) => g.section));
    this.filterPlace.replaceChildren(isBinary() ? this.binaryFilter() : this.jumpList(live));
  }

  binaryFilter() {
    this.filter = document.createElement('fl-segmented').setup({
      label: t('review.filter'), value: '', options: [{ value: '', text: t('review.all') }, ...[1, 0].map((id) => ({ value: String(id), text: groupTitle(id), mark: isChoice() ? null : id ? '✓' : '✕' }))],
    });
    this.filter.addEventListener('fl-choose', (e) => this.setParams({ class: e.detail }));
    this.chips = null;
    return this.filter;
  }

  /** Of many classes each has a chip that goes to its cards. */
  jumpList(live) {
    this.filter = null;
    this.chips = new Map(live.map((c) => {
      const count = h('span', { class: 'chip-count' });
      const chip = h('button', { type: 'button', class: 'jump', title: c.words, on: { click: () => this.jump(c.id) } }, h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'ellipsis', dir: 'auto' }, c.words), count);
      paint(chip, c.id);
      return [c.id, { chip, count }];
    }));
    return h('nav', { class: 'jumps', 'aria-label': t('review.jump') }, [...this.chips.values()].map(({ chip }) => chip));
  }

  jump(id) {
    replaceParams({ class: id });
    prefs.set('params.review', parse(location.hash).params);
    const group = this.groups.find((g) => g.label === id);
    if (!group || group.section.hidden) return;
    group.section.scrollIntoView({ block: 'start' });
    group.grid.active = 0;
    group.grid.focus({ preventScroll: true });
    group.grid.activate(0, false);
  }

  entered(grid) { this.current = grid; }

  draw(r) {
    const word = r.label === null ? t('review.none') : className(r.label);
    const choice = isChoice();
    const known = Number.isInteger(r.predicted);
    const guess = known ? guessOf({ model_label: r.predicted, model_conf: r.conf, prob_pos: r.p }) : null;
    return {
      ...faceOf(r), lazy: true, broken: Boolean(r.unreadable), flipped: r.label !== r.group, proposed: false,
      ...(choice ? { state: r.label === null ? 'out' : 'class', label: r.label, plain: r.label === r.group, guess }
        : { state: r.label === 1 ? 'positive' : r.label === 0 ? 'negative' : 'out', predicted: known ? r.predicted : null, conf: known ? (r.predicted ? r.p : 1 - r.p) : 0 }),
      name: t('card.name', { file: r.filename, state: word }), title: `${r.filename}\n${word}`,
      'aria-checked': choice ? null : r.label === 1 ? 'true' : r.label === 0 ? 'false' : 'mixed',
    };
  }

  onParams(params) {
    const id = /^\d+$/.test(params.class ?? '') ? Number(params.class) : null;
    this.wanted = id;
    this.changed();
  }

  setParams(params) {
    replaceParams(params);
    prefs.set('params.review', parse(location.hash).params);
    this.onParams(parse(location.hash).params);
  }

  onStatus() {
    const { status } = store;
    if (!status) return;
    this.undoButton.disabled = !status.undo_available;
    // What this page changed is on it already; anything else is read anew.
    if (status.version !== this.version && !this.working) {
      const mine = this.expected !== undefined && status.version === this.expected;
      this.version = status.version;
      if (!mine) this.load();
    }
  }

  refresh() { if (!this.loaded) this.load(); }

  async load() {
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    this.version = store.status?.version ?? null;
    // The cards of another data set are other cards.
    if (datasetId() !== this.openDataset) {
      this.openDataset = datasetId();
      this.labels.clear();
      this.complete = false;
    }
    const fresh = new ConfirmedLabels();
    try {
      for (let offset = 0, total = 1; offset < total;) {
        const answer = await api.dataView('dataset', offset, CHUNK, true, { signal: asked.signal });
        if (asked.signal.aborted || !this.isConnected) return;
        fresh.add(answer.items);
        total = answer.total;
        offset += Math.max(1, answer.items.length);
        // The first screen shows at once; the rest follows.
        if (!this.complete || offset >= total) {
          this.labels = this.complete ? this.labels.refreshedBy(fresh) : fresh;
          this.loaded = true;
          this.complete ||= offset >= total;
          this.changed();
        }
      }
      // The address names a class to begin with.
      if (!isBinary() && this.wanted !== null && !this.jumped) requestAnimationFrame(() => this.jump(this.wanted));
      this.jumped = true;
    } catch (error) {
      if (!asked.signal.aborted) store.say(explain(error), 'error');
    }
  }

  /** A click on a card: of two classes the other one; of many, the search for one. */
  press(grid, index) {
    const r = grid.records[index];
    if (!r) return;
    if (isBinary()) this.set(r, r.label === null ? r.group : 1 - r.label);
    else this.find(grid, index);
  }

  find(grid, index, typed = '') {
    const r = grid.records[index];
    const card = [...grid.querySelectorAll('fl-card')].find((c) => c.index === index && !c.hidden);
    if (!r || !card) return;
    this.finder.open({ anchor: card, typed, without: r.label }, (id) => {
      grid.focus({ preventScroll: true });
      if (id !== null) this.set(r, id);
    });
  }

  remove(r) { this.set(r, null); }

  async set(r, label) {
    const before = r.label;
    if (before === label) return;
    this.labels.set(r.id, label);
    this.changed();
    this.working = (this.working ?? 0) + 1;
    const words = label === null ? t('review.removed', { file: r.filename }) : t('review.flipped', { file: r.filename, label: className(label) });
    try {
      const answer = await relabel([{ id: r.id, label }], words);
      this.expected = answer.version;
    } catch {
      this.labels.set(r.id, before);
      this.changed();
    } finally {
      this.working--;
      this.onStatus();
    }
  }

  hint() {
    if (isBinary()) return t(touchOnly() ? 'review.hint.touch' : 'review.hint');
    return t(touchOnly() ? 'review.hint.many.touch' : 'review.hint.many');
  }

  update() {
    if (!store.status) return;
    this.arrange();
    const only = isBinary() ? this.wanted : null;
    const none = this.loaded && this.labels.records.length === 0;
    this.notice.setHint(none ? '' : this.hint());
    const groups = this.labels.groups();
    const counts = this.labels.counts();
    for (const g of this.groups) {
      this.size.apply(g.grid);
      const shown = this.loaded && (only === null || only === g.label);
      g.show(shown ? groups.get(g.label) ?? [] : [], counts.get(g.label) ?? 0);
    }
    this.showCounts(only, counts);
    this.scroller.querySelector('.empty')?.remove();
    if (none) this.scroller.append(emptyState(t('review.empty'), t('review.empty.more'), h('a', { class: 'button primary', href: format('label') }, t('review.empty.go'))));
    else if (this.loaded && only !== null && !groups.get(only)?.length) this.scroller.append(emptyState(t('review.empty.class', { label: className(only) }), null));
  }

  showCounts(only, counts) {
    if (this.filter) {
      this.filter.value = only === null ? '' : String(only);
      for (const id of [1, 0]) this.filter.setCount(String(id), this.loaded ? number(counts.get(id) ?? 0) : '');
      this.filter.setCount('', this.loaded ? number(this.labels.records.length) : '');
    }
    for (const [id, { chip, count }] of this.chips ?? []) {
      count.textContent = number(counts.get(id) ?? 0);
      chip.disabled = !this.groups.some((g) => g.label === id && !g.section.hidden);
    }
  }

  zoom(grid, index) {
    const r = grid.records[index];
    if (!r) return;
    grid.activate(index, false);
    const guess = Number.isInteger(r.predicted) ? guessOf({ model_label: r.predicted, model_conf: r.conf, prob_pos: r.p }) : null;
    const classes = liveClasses();
    const give = !isChoice() ? [['zoom.positive', 'positive', () => this.set(r, 1)], ['zoom.negative', 'negative', () => this.set(r, 0)]]
      : classes.length <= 12 ? classes.map((c, i) => [null, `class-${i}`, () => this.set(r, c.id), c.id]) : [['choice.find', 'find', () => this.find(grid, index)]];
    openZoom({
      id: r.id, filename: r.filename, face: faceOf(r),
      note: r.label === null ? t('review.none') : `${className(r.label)}${guess ? ` · AI: ${className(guess.id)} ${percent(guess.conf)}` : ''}`,
      actions: [...give, ['zoom.remove', 'out', () => this.set(r, null)]],
    });
  }

  move(grid, shown, action) {
    const before = grid.active;
    grid.focus({ preventScroll: true });
    // Past the end of one group the next one begins.
    const other = shown[shown.indexOf(grid) + (action === 'down' ? 1 : -1)];
    if (grid.move(action) === before && before >= 0 && other && (action === 'down' || action === 'up')) {
      other.active = action === 'down' ? 0 : other.records.length - 1;
      other.focus({ preventScroll: true });
      other.activate(other.active);
    }
  }

  onKey({ action, index, text }) {
    const shown = this.groups.filter((g) => !g.section.hidden).map((g) => g.grid);
    const grid = shown.includes(this.current) ? this.current : shown[0];
    if (!grid || !grid.records.length) return false;
    const r = grid.records[grid.active];
    const byKey = action === 'class' ? liveClasses()[index] : null;
    const sound = () => [...grid.querySelectorAll('fl-card')].find((c) => c.index === grid.active && !c.hidden)?.sound;
    if (MOVES.includes(action)) this.move(grid, shown, action);
    else if (!r) return false;
    else if (action === 'toggle' && dataType() === 'audio') sound()?.toggle();
    else if (action === 'toggle') this.press(grid, grid.active);
    else if (action === 'find') this.find(grid, grid.active, text ?? '');
    else if (action === 'confirm' && !isBinary()) this.find(grid, grid.active);
    else if (byKey) this.set(r, byKey.id);
    else if (action === 'positive') this.set(r, 1);
    else if (action === 'negative') this.set(r, 0);
    else if (action === 'out') this.set(r, null);
    else if (action === 'zoom') this.zoom(grid, grid.querySelector('fl-card:hover')?.index ?? grid.active);
    else return false;
    return true;
  }
}
