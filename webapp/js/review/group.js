/** One class of the review: a heading that stays in view, and the grid of its cards. */
import { classOf, isChoice, paint } from '../classes.js';
import { attr, h, icon, text } from '../dom.js';
import { LongPress } from '../elements/long-press.js';
import { number, t } from '../i18n.js';
import { groupTitle } from './titles.js';

export class ReviewGroup {
  /** @param page {scroller, life, draw(r), press(grid, index), zoom(grid, index), remove(r), entered(grid)} */
  constructor(page, label) {
    this.label = label;
    this.count = h('span', { class: 'tab-count' });
    this.name = h('span', { class: 'ellipsis', dir: 'auto' });
    this.mark = h('span', { 'aria-hidden': 'true' });
    const grid = this.grid = h('fl-virtual-grid', { role: isChoice() ? 'listbox' : 'group' });
    grid.scroller = page.scroller;
    grid.cardRole = isChoice() ? 'option' : 'checkbox';
    grid.draw = (r) => page.draw(r);
    const remove = h('button', { type: 'button', class: 'icon-button small card-remove', hidden: true, tabindex: '-1' }, icon('close'));
    remove.addEventListener('click', () => { const r = grid.records[remove.index]; if (r) page.remove(r); remove.hidden = true; });
    const listen = (target, type, listener) => page.listen(target, type, listener);
    const press = new LongPress(grid, (card) => page.zoom(grid, card.index), page.life.signal);
    listen(grid, 'click', (e) => {
      const index = grid.indexOf(e);
      if (index < 0 || press.fired) return;
      grid.activate(index, false);
      page.press(grid, index);
    });
    listen(grid, 'focus', () => { page.entered(grid); if (grid.active < 0 && grid.records.length) grid.activate(grid.onScreen()[0]); });
    const title = h('h2', { class: 'group-title' }, this.mark, this.name, this.count);
    grid.covered = () => title.offsetHeight;
    this.section = h('section', { 'data-label': label }, title, grid, remove);
    listen(grid, 'pointerover', (e) => offerRemove(grid, remove, e));
    listen(this.section, 'pointerleave', () => { remove.hidden = true; });
  }

  /** @param count how many have this label now, wherever they are listed */
  show(records, count) {
    const binary = !isChoice();
    attr(this.mark, 'class', binary ? `dot ${this.label === 1 ? 'positive' : 'negative'}` : 'swatch large');
    text(this.mark, binary ? (this.label === 1 ? '✓' : '✕') : '');
    text(this.name, groupTitle(this.label));
    attr(this.grid, 'aria-label', classOf(this.label)?.words ?? groupTitle(this.label));
    text(this.count, number(count));
    paint(this.section, this.label);
    this.section.hidden = records.length === 0;
    this.grid.setRecords(records);
  }
}

/** One small button follows the pointer from card to card, instead of one button in each of thousands. */
function offerRemove(grid, remove, event) {
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
