/** The choice of a card's class: chips for a few classes; for many the likeliest ones and a button that finds any. */
import { className, classOf, dataType, liveClasses, paint } from '../classes.js';
import { attr, h, icon, text } from '../dom.js';
import { t } from '../i18n.js';

/** So many classes are chips on each card; wide cards have room for more. */
export const few = () => (dataType() === 'image' ? 8 : 12);
/** Of many classes, so many chips before the button. */
const LIKELY = 2;

export class ChipRow {
  constructor() {
    this.element = h('div', { class: 'chips', role: 'group', 'aria-label': t('choice.of') });
    this.chips = [];
  }

  /** @param state {label, guess: {id}|null, item, disabled} */
  show({ label, guess, item, disabled }) {
    const classes = liveClasses();
    const all = classes.length <= few();
    const shown = all ? classes : likely(item, label, guess);
    const mark = `${all} ${shown.map((c) => `${c.id} ${c.words} ${c.key}`).join('\n')}`;
    if (mark !== this.mark) {
      this.mark = mark;
      this.build(shown, all);
    }
    for (const chip of this.chips) {
      const id = chip.classId;
      attr(chip, 'aria-pressed', String(id === label));
      attr(chip, 'data-guess', label === null && guess?.id === id);
      attr(chip, 'disabled', disabled);
      paint(chip, id);
    }
    if (this.find) {
      text(this.findName, label === null || this.chips.some((c) => c.classId === label) ? t('choice.other') : className(label));
      attr(this.find, 'disabled', disabled);
    }
  }

  build(shown, all) {
    this.chips = shown.map((c) => {
      const chip = h('button', { type: 'button', class: 'chip-class', tabindex: '-1', title: c.words },
        c.key !== null && h('span', { class: 'chip-key', 'aria-hidden': 'true' }, c.key), h('span', { class: 'chip-name', dir: 'auto' }, c.words));
      chip.classId = c.id;
      return chip;
    });
    this.find = null;
    if (!all) {
      const name = h('span', { class: 'chip-name' });
      this.find = h('button', { type: 'button', class: 'chip-class chip-find', tabindex: '-1', title: t('choice.find') }, name, icon('down'));
      this.findName = name;
    }
    attr(this.element, 'data-few', all);
    this.element.replaceChildren(...this.chips, ...(this.find ? [this.find] : []));
  }
}

/** The chosen class first, then those the model thinks of. */
function likely(item, label, guess) {
  const ids = [label];
  const { probs } = item;
  if (probs) ids.push(...probs.map((p, id) => [p, id]).sort((a, b) => b[0] - a[0]).slice(0, LIKELY).map(([, id]) => id));
  else if (guess) ids.push(guess.id);
  return [...new Set(ids)].map((id) => classOf(id)).filter(Boolean).slice(0, LIKELY);
}
