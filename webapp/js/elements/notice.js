/** One quiet line: what happened last, or else the page's hint. Announced politely. */
import { attr, h, text } from '../dom.js';
import { store } from '../store.js';
import { FlElement } from './base.js';

export class FlNotice extends FlElement {
  hint = '';

  build() {
    this.line = h('p', { class: 'notice-line', role: 'status', 'aria-live': 'polite' });
    this.append(this.line);
    this.listen(store, 'change', (e) => { if (e.detail.has('notice')) this.changed(); });
  }

  setHint(words) {
    this.hint = words;
    this.changed();
  }

  update() {
    text(this.line, store.notice?.text ?? this.hint);
    attr(this.line, 'data-kind', store.notice?.kind ?? 'hint');
  }
}
