/** What every card of a batch can do beside being labelled: find more like it, show the copies it stands for. */
import { imageUrl } from '../api.js';
import { dataType } from '../classes.js';
import { h, icon } from '../dom.js';
import { t } from '../i18n.js';
import { datasetId } from '../store.js';
import { copiesOf } from './duplicates.js';

export class CardTools {
  constructor(board) {
    this.board = board;
    this.popover = h('div', { popover: 'auto', class: 'popover copies', role: 'dialog', 'aria-label': t('copies.title') });
  }

  /** Put the buttons on a new card. */
  dress(card, item) {
    const copies = copiesOf(item).length;
    const tool = (name, words, ...content) => h('button', { type: 'button', class: `card-tool ${name}`, tabindex: '-1', 'aria-label': words, title: words }, ...content);
    card.face.append(h('span', { class: 'card-tools' },
      copies > 0 && tool('copies-badge', t('copies.badge', { n: copies + 1 }), `×${copies + 1}`), tool('like', t('similar.find'), icon('like'))));
  }

  /** @return true when the click was on one of the buttons */
  click(event, index) {
    const button = event.target.closest('.card-tool');
    if (!button) return false;
    const item = this.board.batch.items[index];
    if (button.classList.contains('like')) this.board.session.views.similar(item);
    else this.showCopies(item, index, button);
    return true;
  }

  showCopies(item, index, anchor) {
    const { batch } = this.board;
    const together = h('input', { type: 'checkbox', checked: !batch.alone.has(index), on: { change: () => {
      if (together.checked) batch.alone.delete(index);
      else batch.alone.add(index);
      this.board.changed();
    } } });
    const face = (id) => (dataType() === 'text' ? h('span', { class: 'copy-id' }, `#${id}`)
      : h('img', { src: imageUrl(id, 128, datasetId()), alt: t('copies.one', { id }), title: `#${id}` }));
    this.popover.replaceChildren(h('h2', {}, t('copies.title')), h('p', { class: 'muted small' }, t('copies.more', { n: copiesOf(item).length })),
      h('div', { class: 'copies-list' }, copiesOf(item).slice(0, 60).map(face)), h('label', { class: 'check' }, together, t('copies.together')));
    document.body.append(this.popover);
    this.popover.showPopover();
    place(this.popover, anchor);
    together.focus();
  }

  close() { this.popover.remove(); }
}

/** Beside what it belongs to, inside the window. */
export function place(popover, anchor) {
  const a = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const left = Math.max(8, Math.min(a.left, innerWidth - width - 8));
  const below = a.bottom + 6 + height <= innerHeight;
  const top = below ? a.bottom + 6 : a.top - height - 6 >= 8 ? a.top - height - 6 : Math.max(8, innerHeight - height - 8);
  popover.style.inset = `${top}px auto auto ${left}px`;
}
