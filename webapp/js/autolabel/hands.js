/** Selecting in the grid of predictions: click, Shift, drag, long press, keys; and how one prediction looks. */
import { className, isChoice } from '../classes.js';
import { faceOf } from '../elements/faces.js';
import { LongPress } from '../elements/long-press.js';
import { openZoom } from '../elements/zoom.js';
import { percent, said, t } from '../i18n.js';
import { Painter } from '../labeling/painter.js';

const MOVES = ['left', 'right', 'up', 'down', 'home', 'end', 'pageup', 'pagedown'];

export class GridHands {
  /** @param order () => the records as shown  @param changed () => void after the selection changed */
  constructor(grid, selection, order, changed, signal) {
    Object.assign(this, { grid, selection, order, changed });
    this.painter = new Painter((i) => this.toggle(i), (i, on) => this.set(i, on));
    this.press = new LongPress(grid, (card) => this.zoom(card.index), signal);
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });
    on(grid, 'click', (e) => this.click(e));
    on(grid, 'pointerdown', (e) => this.down(e));
    on(grid, 'pointermove', (e) => this.move(e));
    on(window, 'pointerup', () => this.up());
    on(window, 'pointercancel', () => this.up());
  }

  /** What a card shows for a record. */
  draw(r) {
    const confirmed = r.user !== null;
    const label = confirmed ? r.user : r.label;
    const selected = this.selection.has(r.id);
    const words = [r.unreadable ? t('card.unreadable') : confirmed ? t('card.confirmed', { label: className(r.user) })
      : t('card.conf', { label: className(r.label), conf: percent(r.conf) }), r.flipped && t('card.flipped')].filter(Boolean).join(', ');
    return {
      ...faceOf(r), lazy: true, broken: Boolean(r.unreadable), flipped: r.flipped, selected, proposed: !confirmed,
      ...(isChoice() ? { state: label === null ? 'none' : 'class', label, guess: r.label === null ? null : { id: r.label, conf: r.conf, entropy: r.entropy } }
        : { state: label === 1 ? 'positive' : label === 0 ? 'negative' : 'none', predicted: r.label, conf: r.conf }),
      name: t('card.name', { file: r.filename, state: words }), title: `${r.filename}\n${words}`,
      'aria-selected': String(selected),
    };
  }

  selectable(index) {
    const r = this.order()[index];
    return r && r.user === null && !r.unreadable ? r : null;
  }

  toggle(index) {
    const r = this.selectable(index);
    return r ? this.selection.toggle(r.id) : true;
  }

  set(index, on) {
    const r = this.selectable(index);
    if (r) this.selection.set(r.id, on);
  }

  extendTo(index) {
    const r = this.order()[index];
    if (!r) return;
    const confirmed = new Set(this.order().filter((x) => x.user !== null || x.unreadable).map((x) => x.id));
    this.selection.extend(r.id, this.order());
    this.selection.keep((id) => !confirmed.has(id));
  }

  click(event) {
    const index = this.grid.indexOf(event);
    if (index < 0 || this.suppress || this.press.fired) {
      this.suppress = false;
      return;
    }
    this.grid.activate(index, false);
    if (event.shiftKey) this.extendTo(index);
    else this.toggle(index);
    this.changed();
  }

  down(event) {
    this.suppress = false;
    const index = this.grid.indexOf(event);
    if (index < 0 || event.button !== 0 || event.pointerType === 'touch' || event.shiftKey) return;
    this.painter.press(index);
  }

  move(event) {
    if (this.painter.start < 0) return;
    const card = document.elementFromPoint(event.clientX, event.clientY)?.closest('fl-card');
    if (card && this.grid.contains(card) && this.painter.over(card.index)) this.changed();
  }

  up() {
    if (this.painter.start < 0) return;
    this.suppress = this.painter.release();
    if (this.suppress) setTimeout(() => { this.suppress = false; }, 0);
  }

  onKey(action, extend) {
    if (MOVES.includes(action)) {
      this.grid.focus({ preventScroll: true });
      const from = this.grid.active;
      const to = this.grid.move(action);
      if (extend && from >= 0) {
        if (this.selection.anchor === null) this.set(from, true);
        this.extendTo(to);
      }
    } else if (action === 'toggle') this.toggle(this.grid.active);
    else if (action === 'zoom') this.zoom(this.grid.querySelector('fl-card:hover')?.index ?? this.grid.active);
    else return false;
    this.changed();
    return true;
  }

  zoom(index) {
    const r = this.order()[index];
    if (!r) return;
    this.grid.activate(index, false);
    openZoom({
      id: r.id, filename: r.filename, face: faceOf(r), guess: r.label === null ? null : { id: r.label, conf: r.conf }, note: r.unreadable && said(r.unreadable),
      actions: this.selectable(index) ? [['zoom.select', 'select', () => { this.toggle(index); this.changed(); }]] : [],
    });
  }
}
