/** The text of a card: a few lines, the words searched for marked, all of it on request. Only ever text nodes. */
import { api } from '../api.js';
import { attr, h, text } from '../dom.js';
import { explain, t } from '../i18n.js';
import { pieces } from '../find.js';

export class TextFace {
  constructor(face) {
    this.words = h('div', { class: 'text-words', dir: 'auto' });
    this.length = h('span', { class: 'text-length', 'aria-hidden': 'true' });
    this.more = h('button', { type: 'button', class: 'text-more', tabindex: '-1' });
    this.element = h('div', { class: 'text-face' }, this.words, h('div', { class: 'text-foot' }, this.length, this.more));
    face.prepend(this.element);
    this.more.addEventListener('click', (e) => { e.stopPropagation(); this.toggle(); });
    this.more.addEventListener('pointerdown', (e) => { e.stopPropagation(); e.preventDefault(); });
  }

  /** @param card {id, text, length: of the whole text in characters or null, hits: words to mark} */
  show({ id, text: words, length, hits }) {
    if (words !== this.given || id !== this.id) {
      this.given = words;
      this.id = id;
      this.whole = null;
      this.total = length;
      this.expand(false);
      this.drawn = undefined;
    }
    this.element.hidden = !words;
    this.hits = hits ?? '';
    this.draw();
  }

  draw() {
    const shown = this.whole ?? this.given ?? '';
    const mark = `${this.hits}\n${shown}`;
    if (mark !== this.drawn) {
      this.drawn = mark;
      this.words.replaceChildren(...pieces(shown, this.hits).map((p) => (p.hit ? h('mark', {}, p.text) : document.createTextNode(p.text))));
      text(this.length, this.total === null ? '' : t('text.length', { n: this.total }));
    }
    text(this.more, t(this.open ? 'text.less' : 'text.more'));
    // Measured only once it is on the page: whether anything is hidden.
    requestAnimationFrame(() => { this.more.hidden = !this.open && !this.cut && this.words.scrollHeight <= this.words.clientHeight + 2; });
  }

  get cut() { return this.whole === null && (this.total === null || this.total > this.given.length); }

  expand(open) {
    this.open = open;
    attr(this.element, 'data-open', open);
    attr(this.more, 'aria-expanded', String(open));
  }

  toggle() {
    if (this.more.hidden && !this.open) return;
    this.expand(!this.open);
    this.draw();
    if (this.open) this.fetchRest();
  }

  /** All of it, whatever fits. */
  showAll() {
    this.expand(true);
    this.fetchRest();
  }

  async fetchRest() {
    if (!this.cut) return;
    const { id } = this;
    try {
      const whole = await api.text(id);
      if (id !== this.id) return;
      this.whole = whole;
      this.total = whole.length;
      this.draw();
    } catch (error) {
      text(this.length, explain(error));
    }
  }
}
