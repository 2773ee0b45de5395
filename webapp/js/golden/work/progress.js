/** How far one is in the list of prompts, and how many groups are ready ahead. */
import { attr, h, text } from '../../dom.js';
import { number, t } from '../../i18n.js';
import { isRunning } from './watch.js';

export class Progress {
  constructor() {
    this.words = h('span', { class: 'bench-of' });
    this.bar = h('progress', { 'aria-label': t('bench.progress') });
    this.dots = h('span', { class: 'ahead', role: 'img' });
    this.making = h('span', { class: 'bench-making small', role: 'status' });
    this.element = h('div', { class: 'bench-progress' }, this.words, this.bar, this.making, this.dots);
  }

  show({ prompt, state, batch }) {
    if (!prompt) return;
    text(this.making, isRunning(batch) ? t('bench.made', { done: batch.done ?? 0, total: batch.total ?? 0 }) : '');
    text(this.words, t('bench.of', { n: number(prompt.index ?? 0), total: number(prompt.total ?? 0) }));
    attr(this.words, 'title', t('bench.of.more', { decided: prompt.decided ?? 0, skipped: prompt.skipped ?? 0 }));
    this.bar.max = prompt.total || 1;
    this.bar.value = (prompt.decided ?? 0) + (prompt.skipped ?? 0);
    const { ready = 0, wanted = 0, running = false } = state?.ahead ?? {};
    const mark = `${ready} ${wanted} ${running}`;
    if (mark === this.mark) return;
    this.mark = mark;
    attr(this.dots, 'aria-label', t('bench.ahead', { n: ready, of: wanted }));
    attr(this.dots, 'title', t('bench.ahead', { n: ready, of: wanted }));
    this.dots.replaceChildren(...Array.from({ length: Math.min(8, Math.max(ready, wanted)) }, (_, i) => h('span', { class: 'ahead-dot', 'data-ready': i < ready, 'data-running': running && i === ready })));
  }
}
