/** How large the cards of a list are: one slider per page, remembered for each kind of data. */
import { dataType } from './classes.js';
import { attr, h } from './dom.js';
import { t } from './i18n.js';
import { prefs } from './store.js';

/** Card widths in px: [smallest, largest, at first], the fewest columns, width by height. Sounds are wider, texts need room for lines. */
const SIZES = { image: [64, 240, 112, 3, 1], audio: [140, 420, 220, 1, 2], text: [180, 560, 280, 1, 2.2] };

export class ListSize {
  /** @param page the prefix of what is remembered  @param changed called while it is dragged */
  constructor(page, changed) {
    this.page = page;
    this.input = h('input', { type: 'range', step: 4, 'aria-label': t('label.size'), title: t('label.size'), on: { input: () => { prefs.set(this.key, Number(this.input.value)); changed(); } } });
    this.element = h('span', { class: 'size-slider' }, this.input);
  }

  get key() { return dataType() === 'image' ? `${this.page}.card` : `${this.page}.card.${dataType()}`; }

  /** Bring slider and grid to the size for the kind of data that is open. */
  apply(grid) {
    const [min, max, first, columns, ratio] = SIZES[dataType()];
    attr(this.input, 'min', min);
    attr(this.input, 'max', max);
    const size = prefs.get(this.key, first);
    if (document.activeElement !== this.input) this.input.value = String(size);
    Object.assign(grid, { size, minColumns: columns, ratio });
  }
}
