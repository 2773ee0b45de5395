/** Cards that get a class of their own each: by chips, digits, type-to-find, or painted with the class of the brush. */
import { className, dataType, liveClasses } from '../classes.js';
import { attr } from '../dom.js';
import { t } from '../i18n.js';
import { openZoom } from '../elements/zoom.js';
import { CardBoard } from './board.js';
import { ChipRow } from './chip-row.js';
import { NONE } from './choices.js';

export class ChoiceBoard extends CardBoard {
  /** @param finder opens the search for a class: (anchor, typed, done(id)) */
  constructor(session, changed, finder) {
    super(session, changed);
    this.finder = finder;
    attr(this.element, 'data-choice', true);
  }

  get cardRole() { return 'group'; }

  /** Chips belong to the card's foot; the frame goes around both. */
  dealt() {
    super.dealt();
    attr(this.element, 'data-kind', dataType());
    for (const card of this.cards) {
      attr(card, 'data-foot', true);
      card.chips = new ChipRow();
      card.append(card.chips.element);
    }
  }

  press(index) {
    const label = dataType() === 'image' ? this.batch.toggle(index, this.session.brush) : this.session.brush;
    if (dataType() !== 'image') this.batch.mark(index, label);
    this.session.chosen(index);
    return label;
  }

  mark(index, label) {
    this.batch.mark(index, label);
    this.session.chosen(index);
  }

  stamp(i) { return `${this.batch.label(i)} ${this.batch.isSent(i)}`; }

  draw(item, i) {
    const { batch } = this;
    const card = this.cards[i];
    const label = batch.label(i);
    const broken = batch.broken.has(i) || Boolean(item.unreadable);
    const guess = batch.guess(i);
    const sent = batch.isSent(i);
    const word = broken ? t('card.unreadable') : label !== NONE ? className(label) : guess ? t('card.guess', { name: className(guess.id) }) : t('card.undecided');
    card.show({
      ...this.faceOf(item), broken, guess: broken ? null : guess, proposed: false, plain: true,
      state: label === NONE ? 'none' : 'class', label,
      name: t('card.name', { file: item.filename, state: sent ? t('card.sent', { name: word }) : word }), title: item.filename,
    });
    attr(card, 'data-sent', sent);
    attr(card, 'tabindex', i === this.current ? 0 : -1);
    card.chips.show({ label, guess, item, disabled: broken });
  }

  clicked(event, index) {
    const chip = event.target.closest('.chip-class');
    if (chip?.classList.contains('chip-find')) this.find(index, '', chip);
    else if (chip) {
      if (chip.disabled) return true;
      this.batch.toggle(index, chip.classId);
      this.last = { index, label: this.batch.label(index) };
      this.session.chosen(index);
    } else if (!event.shiftKey && dataType() === 'audio' && event.target.closest('.card-face')) this.cards[index].sound?.seekAt(event.clientX);
    else if (!event.shiftKey && dataType() === 'text') this.cards[index].focus();
    else return Boolean(event.target.closest('.chips'));
    return true;
  }

  /** Open the search for a class of this card. */
  find(index, typed, anchor = this.cards[index]) {
    const card = this.cards[index];
    this.finder(anchor, typed, (id) => {
      if (!this.cards.includes(card)) return;
      if (id !== null) this.give(index, id);
      card.focus();
      if (id !== null && !this.pointing) this.advance(index);
    });
  }

  give(index, id) {
    if (this.batch.broken.has(index)) return;
    this.batch.mark(index, id);
    this.last = { index, label: id };
    this.session.brush = id ?? this.session.brush;
    this.session.chosen(index);
  }

  advance(index) { this.cards[Math.min(index + 1, this.cards.length - 1)]?.focus(); }

  /** A digit: its class for the card in focus or under the pointer, and for the brush. */
  giveByKey(place) {
    const found = liveClasses()[place];
    if (!found) return false;
    const hovered = this.pointing && this.element.querySelector('fl-card:hover');
    if (this.ready && (this.hasFocus || hovered)) {
      const index = this.target();
      this.give(index, found.id);
      if (hovered) this.cards[index].focus({ preventScroll: true });
      else this.advance(index);
    } else this.session.setBrush(found.id);
    return true;
  }

  keyed(action) {
    const index = this.target();
    if (action === 'toggle') {
      if (!this.hasFocus) this.focus();
      else if (dataType() === 'audio') this.cards[this.current].sound?.toggle();
      else if (dataType() === 'text') this.cards[this.current].words?.toggle();
      else this.last = { index: this.current, label: this.press(this.current) };
    } else if (action === 'out') {
      this.give(index, NONE);
    } else if (action === 'find') this.find(index, '');
    else return false;
    return true;
  }

  zoom(index) {
    const item = this.batch?.items[index];
    if (!item) return;
    this.cards[index].focus();
    const classes = liveClasses();
    const give = (id) => { this.give(index, id); this.changed(); };
    openZoom({
      id: item.id, filename: item.filename, face: this.faceOf(item), guess: this.batch.guess(index),
      actions: [...(classes.length <= 12 ? classes.map((c, i) => [null, `class-${i}`, () => give(c.id), c.id]) : [['choice.find', 'find', () => this.find(index, '')]]),
        ['zoom.none', 'out', () => give(NONE)], ['zoom.similar', 'similar', () => this.session.views.similar(item)]],
    });
  }
}
