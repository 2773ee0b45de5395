/** The Review Confirmed tab: confirmed labels, grouped, corrected with a click. */
import { relabel, undo } from '../actions.js';
import { api, imageUrl } from '../api.js';
import { attr, h, icon, key, text, touchOnly } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { stateWord } from '../elements/card.js';
import { emptyState } from '../elements/empty.js';
import { LongPress } from '../elements/long-press.js';
import { openZoom } from '../elements/zoom.js';
import { explain, number, percent, t } from '../i18n.js';
import { format, parse, replaceParams } from '../router.js';
import { datasetId, prefs, store } from '../store.js';
import { ConfirmedLabels } from './labels.js';

const CHUNK = 1000;

export class FlReview extends FlElement {
  build() {
    this.className = 'page review';
    this.labels = new ConfirmedLabels();
    this.version = null;
    this.loaded = false;
    this.complete = false;
    this.notice = h('fl-notice');
    this.filter = document.createElement('fl-segmented').setup({
      label: t('review.filter'), value: '', options: [{ value: '', text: t('review.all') }, { value: '1', text: t('review.positive'), mark: '✓' }, { value: '0', text: t('review.negative'), mark: '✕' }],
    });
    this.filter.addEventListener('fl-choose', (e) => {
      replaceParams({ class: e.detail });
      prefs.set('params.review', parse(location.hash).params);
      this.onParams(parse(location.hash).params);
    });
    this.undoButton = h('button', { type: 'button', 'aria-label': t('label.undo'), on: { click: () => undo() } }, icon('undo'), h('span', { class: 'wide-only' }, t('label.undo')), key('U'));
    const slider = h('input', { type: 'range', min: 64, max: 240, step: 8, value: prefs.get('review.card', 112), 'aria-label': t('label.size'), title: t('label.size'),
      on: { input: (e) => { prefs.set('review.card', Number(e.target.value)); this.changed(); } } });
    this.scroller = h('div', { class: 'review-scroll', 'data-scroller': true });
    this.groups = [1, 0].map((label) => this.group(label));
    this.scroller.append(...this.groups.map((g) => g.section));
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.review')),
      h('div', { class: 'toolbar' }, this.filter, h('span', { class: 'spacer' }), this.undoButton, h('span', { class: 'size-slider' }, slider)), this.notice, this.scroller);
    this.onParams(parse(location.hash).params);
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.onStatus(); });
    this.listen(window, 'fl-undone', () => this.load());
    this.onStatus();
  }

  group(label) {
    const count = h('span', { class: 'tab-count' });
    const grid = h('fl-virtual-grid', { role: 'group', 'aria-label': stateWord(label) });
    grid.scroller = this.scroller;
    grid.cardRole = 'checkbox';
    grid.draw = (r) => this.draw(r);
    const remove = h('button', { type: 'button', class: 'icon-button small card-remove', hidden: true, tabindex: '-1' }, icon('close'));
    remove.addEventListener('click', () => { const r = grid.records[remove.index]; if (r) this.set(r, null); remove.hidden = true; });
    const listen = (type, listener) => this.listen(grid, type, listener);
    const press = new LongPress(grid, (card) => this.zoom(grid, card.index), this.life.signal);
    listen('click', (e) => {
      const index = grid.indexOf(e);
      if (index < 0 || press.fired) return;
      grid.activate(index, false);
      this.flip(grid.records[index]);
    });
    listen('focus', () => { this.current = grid; if (grid.active < 0 && grid.records.length) grid.activate(grid.onScreen()[0]); });
    const section = h('section', { 'data-label': label },
      h('h2', { class: 'group-title' }, h('span', { class: `dot ${label === 1 ? 'positive' : 'negative'}`, 'aria-hidden': 'true' }, label === 1 ? '✓' : '✕'), t(label === 1 ? 'review.positive' : 'review.negative'), count), grid);
    this.listen(grid, 'pointerover', (e) => this.offerRemove(grid, remove, e));
    this.listen(section, 'pointerleave', () => { remove.hidden = true; });
    section.append(remove);
    return { label, section, grid, count, remove };
  }

  /** One small button follows the pointer from card to card, instead of one button in each of thousands. */
  offerRemove(grid, remove, event) {
    const card = event.target.closest('fl-card');
    if (!card || event.pointerType === 'touch') return;
    const r = grid.records[card.index];
    remove.index = card.index;
    remove.hidden = !r || r.label === null;
    attr(remove, 'aria-label', t('review.remove', { file: r?.filename }));
    attr(remove, 'title', t('zoom.remove'));
    const a = card.getBoundingClientRect(), b = remove.parentElement.getBoundingClientRect();
    remove.style.cssText = `left:${a.right - b.left - 30}px;top:${a.top - b.top + 6}px`;
  }

  draw(r) {
    const word = r.label === null ? t('review.none') : stateWord(r.label);
    const known = r.predicted === 0 || r.predicted === 1;
    return {
      src: imageUrl(r.id, 256, datasetId()), lazy: true, broken: Boolean(r.unreadable),
      state: r.label === 1 ? 'positive' : r.label === 0 ? 'negative' : 'out', proposed: false,
      predicted: known ? r.predicted : null, conf: known ? (r.predicted ? r.p : 1 - r.p) : 0, flipped: r.label !== r.group,
      name: t('card.name', { file: r.filename, state: word }), title: `${r.filename}\n${word}`,
      'aria-checked': r.label === 1 ? 'true' : r.label === 0 ? 'false' : 'mixed',
    };
  }

  onParams(params) {
    this.only = params.class === '1' ? 1 : params.class === '0' ? 0 : null;
    this.changed();
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

  async load() {
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    this.version = store.status?.version ?? null;
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
    } catch (error) {
      if (!asked.signal.aborted) store.say(explain(error), 'error');
    }
  }

  flip(r) { if (r) this.set(r, r.label === null ? r.group : 1 - r.label); }

  async set(r, label) {
    const before = r.label;
    if (before === label) return;
    this.labels.set(r.id, label);
    this.changed();
    this.working = (this.working ?? 0) + 1;
    const words = label === null ? t('review.removed', { file: r.filename }) : t('review.flipped', { file: r.filename, label: stateWord(label) });
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

  update() {
    this.filter.value = this.only === null ? '' : String(this.only);
    const none = this.loaded && this.labels.records.length === 0;
    this.notice.setHint(none ? '' : t(touchOnly() ? 'review.hint.touch' : 'review.hint'));
    for (const g of this.groups) {
      const records = this.labels.group(g.label);
      const hidden = none || !this.loaded || (this.only !== null && this.only !== g.label) || (records.length === 0 && this.only === null);
      g.section.hidden = hidden;
      text(g.count, number(this.labels.count(g.label)));
      this.filter.setCount(String(g.label), this.loaded ? number(this.labels.count(g.label)) : '');
      g.grid.size = prefs.get('review.card', 112);
      g.grid.setRecords(hidden ? [] : records);
    }
    this.filter.setCount('', this.loaded ? number(this.labels.records.length) : '');
    this.scroller.querySelector('.empty')?.remove();
    if (none) this.scroller.append(emptyState(t('review.empty'), t('review.empty.more'), h('a', { class: 'button primary', href: format('label') }, t('review.empty.go'))));
    else if (this.loaded && this.only !== null && this.labels.group(this.only).length === 0) this.scroller.append(emptyState(t('review.empty.class', { label: stateWord(this.only) }), null));
  }

  zoom(grid, index) {
    const r = grid.records[index];
    if (!r) return;
    grid.activate(index, false);
    const known = r.predicted === 0 || r.predicted === 1;
    openZoom({
      id: r.id, filename: r.filename, predicted: r.predicted, p: r.p,
      note: r.label === null ? t('review.none') : `${stateWord(r.label)}${known ? ` · AI: ${stateWord(r.predicted)} ${percent(r.predicted ? r.p : 1 - r.p)}` : ''}`,
      actions: [['zoom.positive', 'positive', () => this.set(r, 1)], ['zoom.negative', 'negative', () => this.set(r, 0)], ['zoom.remove', 'out', () => this.set(r, null)]],
    });
  }

  onKey({ action }) {
    const shown = this.groups.filter((g) => !g.section.hidden).map((g) => g.grid);
    const grid = shown.includes(this.current) ? this.current : shown[0];
    if (!grid || !grid.records.length) return false;
    const r = grid.records[grid.active];
    if (['left', 'right', 'up', 'down', 'home', 'end', 'pageup', 'pagedown'].includes(action)) {
      const before = grid.active;
      grid.focus({ preventScroll: true });
      // Past the end of one group the next one begins.
      const other = shown[shown.indexOf(grid) + (action === 'down' ? 1 : -1)];
      if (grid.move(action) === before && before >= 0 && other && (action === 'down' || action === 'up')) {
        other.active = action === 'down' ? 0 : other.records.length - 1;
        other.focus({ preventScroll: true });
        other.activate(other.active);
      }
    } else if (!r) return false;
    else if (action === 'toggle') this.flip(r);
    else if (action === 'positive') this.set(r, 1);
    else if (action === 'negative') this.set(r, 0);
    else if (action === 'out') this.set(r, null);
    else if (action === 'zoom') this.zoom(grid, grid.querySelector('fl-card:hover')?.index ?? grid.active);
    else return false;
    return true;
  }
}
