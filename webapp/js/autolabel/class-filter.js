/** Which predicted class is shown: of two a row of choices, of many chips with counts, the most frequent first, and a search. */
import { className, classOf, isBinary, isChoice, liveClasses, paint } from '../classes.js';
import { attr, h, icon, text } from '../dom.js';
import { number, t } from '../i18n.js';
import { groupTitle } from '../review/titles.js';
import { datasetId } from '../store.js';

/** So many chips; the search finds the others. */
const SHOWN = 10;

export class ClassFilter {
  /** @param chosen (class id as text, '' for all) => void  @param find (anchor, done(id)) opens the search for a class */
  constructor(chosen, find) {
    Object.assign(this, { chosen, find });
    this.element = h('div', { class: 'class-filter-place' });
  }

  /** @param counts Map of class id to predictions  @param value class id as text, or ''  @param total of all */
  show(counts, value, total) {
    const live = liveClasses();
    if (isBinary()) this.showTwo(value);
    else this.showMany(live, counts, value, total);
  }

  showTwo(value) {
    const mark = `two ${datasetId()} ${isChoice()} ${groupTitle(0)} ${groupTitle(1)}`;
    if (mark !== this.mark) {
      this.mark = mark;
      this.segmented = document.createElement('fl-segmented').setup({
        label: t('auto.class'), value: '', options: [{ value: '', text: t('auto.all') }, ...[1, 0].map((id) => ({ value: String(id), text: groupTitle(id), mark: isChoice() ? null : id ? '✓' : '✕' }))],
      });
      this.segmented.addEventListener('fl-choose', (e) => this.chosen(e.detail));
      this.element.replaceChildren(this.segmented);
    }
    this.segmented.value = value;
  }

  showMany(live, counts, value, total) {
    const falling = [...live].sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) || a.index - b.index);
    const first = live.length <= SHOWN ? live : falling.slice(0, SHOWN);
    const chosen = value === '' ? null : classOf(Number(value));
    const shown = chosen && !first.some((c) => c.id === chosen.id) ? [...first.slice(0, SHOWN - 1), chosen] : first;
    const mark = `many ${datasetId()} ${shown.map((c) => `${c.id} ${c.words} ${c.color}`).join('\n')}`;
    if (mark !== this.mark) {
      this.mark = mark;
      this.build(shown, live.length > shown.length);
    }
    attr(this.all, 'aria-pressed', String(value === ''));
    text(this.all.lastChild, number(total));
    for (const chip of this.chips) {
      attr(chip, 'aria-pressed', String(String(chip.classId) === value));
      text(chip.lastChild, number(counts.get(chip.classId) ?? 0));
    }
  }

  build(shown, more) {
    this.all = h('button', { type: 'button', class: 'jump', on: { click: () => this.chosen('') } }, h('span', {}, t('auto.all')), h('span', { class: 'chip-count' }));
    this.chips = shown.map((c) => {
      const chip = h('button', { type: 'button', class: 'jump', title: className(c.id), on: { click: () => this.chosen(chip.getAttribute('aria-pressed') === 'true' ? '' : String(c.id)) } },
        h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'ellipsis', dir: 'auto' }, c.words), h('span', { class: 'chip-count' }));
      chip.classId = c.id;
      paint(chip, c.id);
      return chip;
    });
    const other = more && h('button', { type: 'button', class: 'jump', on: { click: (e) => this.find(e.currentTarget, (id) => { if (id !== null) this.chosen(String(id)); }) } }, t('auto.class.other'), icon('down'));
    this.element.replaceChildren(h('div', { class: 'jumps', role: 'group', 'aria-label': t('auto.class') }, this.all, this.chips, other || ''));
  }
}
