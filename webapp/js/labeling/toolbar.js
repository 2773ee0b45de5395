/** Above the cards: which come next, the description in words, the search in texts, how many and how large. */
import { className, dataType, isBinary, isChoice } from '../classes.js';
import { attr, h, icon } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { t } from '../i18n.js';
import { prefs, store } from '../store.js';
import { BATCH_SIZES, session } from './session.js';
import { rowOf } from './strategies.js';

/** Card widths in pixels: [smallest, largest, at first]. Sounds are wider, texts need room for lines. */
const SIZES = { image: [64, 240, 128], choice: [104, 320, 184], audio: [180, 520, 300], text: [220, 640, 340] };

const sizeKind = () => (dataType() === 'image' ? (isChoice() ? 'choice' : 'image') : dataType());
const sizeKey = (kind) => (kind === 'image' ? 'card' : `card.${kind}`);

/** The width that cards have now. */
export const cardSize = () => prefs.get(sizeKey(sizeKind()), SIZES[sizeKind()][2]);

export class FlLabelingToolbar extends FlElement {
  build() {
    this.className = 'toolbar';
    this.row = null;
    this.strategies = h('span', { class: 'strategies-place' });
    this.more = document.createElement('fl-strategy-menu');
    this.sizes = h('select', { 'aria-label': t('label.batch'), title: t('label.batch'), on: { change: (e) => session.setBatchSize(Number(e.target.value)) } },
      BATCH_SIZES.map((n) => h('option', { value: n, selected: n === session.batchSize }, String(n))));
    this.slider = h('input', { type: 'range', step: 4, 'aria-label': t('label.size'), title: t('label.size'),
      on: { input: (e) => { prefs.set(sizeKey(sizeKind()), Number(e.target.value)); this.dispatchEvent(new Event('fl-size', { bubbles: true })); } } });
    // Two classes need no row of their own, until somebody wants to name them or add a third.
    this.classes = h('button', { type: 'button', class: 'toggle class-toggle', 'aria-label': t('class.row'), title: t('class.row.tip'), on: { click: () => {
      prefs.set('classrow', !prefs.get('classrow', false));
      this.changed();
      this.dispatchEvent(new Event('fl-size', { bubbles: true }));
    } } }, icon('tag'));
    this.append(this.strategies, this.more, this.classes, this.queryBox(), this.searchBox(), h('span', { class: 'spacer' }), this.sizes, h('span', { class: 'size-slider' }, this.slider));
    this.listen(session, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
  }

  queryBox() {
    this.query = h('input', { type: 'search', maxlength: 500, autocomplete: 'off', spellcheck: 'false' });
    this.clearQuery = h('button', { type: 'button', class: 'icon-button small', 'aria-label': t('label.query.clear'), hidden: true,
      on: { click: () => this.sendQuery('') } }, icon('close'));
    this.queryKey = h('kbd', { 'aria-hidden': 'true' });
    return h('form', { class: 'query', role: 'search', on: { submit: (e) => { e.preventDefault(); this.sendQuery(this.query.value); } } },
      icon('search'), this.query, this.clearQuery, this.queryKey);
  }

  /** Keywords in texts or names: another question than the description, so another field. */
  searchBox() {
    this.words = h('input', { type: 'search', maxlength: 200, 'aria-label': t('search.label'), placeholder: t('search.hint'), autocomplete: 'off', spellcheck: 'false' });
    this.search = h('form', { class: 'query words', role: 'search', 'aria-label': t('search.label'), on: { submit: (e) => { e.preventDefault(); this.find(this.words.value); } } },
      icon('text'), this.words);
    this.listen(this.words, 'input', () => { if (!this.words.value && session.views.current?.kind === 'search') session.views.leave(); });
    return this.search;
  }

  find(words) {
    session.views.search(words);
    this.dispatchEvent(new Event('fl-to-cards', { bubbles: true }));
  }

  async sendQuery(words) {
    // What is typed from here on is meant for the cards, also while they are on their way.
    this.dispatchEvent(new Event('fl-to-cards', { bubbles: true }));
    if (await session.setQuery(words)) {
      this.query.value = words.trim();
      this.dispatchEvent(new Event('fl-to-cards', { bubbles: true }));
    } else this.query.focus();
  }

  update() {
    this.updateRow();
    const choice = isChoice();
    attr(this.query, 'aria-label', t(isBinary() ? 'label.query' : 'label.query.choice'));
    attr(this.query, 'placeholder', !choice ? t('label.query.hint') : isBinary() ? t('label.query.one', { name: className(1) }) : t('label.query.choice'));
    this.queryKey.textContent = choice ? 'Q' : '/';
    this.classes.hidden = choice;
    attr(this.classes, 'aria-pressed', String(prefs.get('classrow', false)));
    this.search.hidden = dataType() !== 'text';
    const kind = sizeKind();
    const [min, max, first] = SIZES[kind];
    attr(this.slider, 'min', min);
    attr(this.slider, 'max', max);
    this.slider.value = String(prefs.get(sizeKey(kind), first));
    this.updateQuery();
    const view = session.views.current;
    if (document.activeElement !== this.words) this.words.value = view?.kind === 'search' ? view.q : '';
  }

  /** The row is made anew when the way of labelling changes. */
  updateRow() {
    const row = rowOf(isChoice());
    if (row !== this.row_) {
      this.row_ = row;
      const segmented = document.createElement('fl-segmented').setup({
        label: t('label.strategy'), value: session.strategy,
        options: row.map((name, i) => ({ value: name, text: t(`strategy.${name}`), tip: t(`strategy.${name}.tip`), key: isChoice() ? null : i + 1 })),
      });
      segmented.addEventListener('fl-choose', (e) => session.setStrategy(e.detail));
      this.segmented = segmented;
      this.strategies.replaceChildren(segmented);
      this.more.setRow(row);
    }
    this.segmented.value = session.views.current ? '' : session.strategy;
  }

  updateQuery() {
    const set = store.status?.query ?? '';
    if (set !== this.knownQuery) {
      this.knownQuery = set;
      if (document.activeElement !== this.query) this.query.value = set;
    }
    this.clearQuery.hidden = !set;
    attr(this.query.form, 'data-set', Boolean(set));
  }
}
