/** The Workbench: the prompt, its pictures, and one key to go on. */
import { attr, h, icon, key, text, touchOnly } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { emptyState } from '../../elements/empty.js';
import { explain, number, t } from '../../i18n.js';
import { format, parse } from '../../router.js';
import { store } from '../../store.js';
import { undoGolden } from '../actions.js';
import { goldenOutbox } from '../api.js';
import { clamped } from '../clamp.js';
import { golden } from '../store.js';
import { Board } from './board.js';
import { Conflicts } from './conflicts.js';
import { Pairs } from './pairs.js';
import { Progress } from './progress.js';
import { work } from './session.js';
import { isRunning } from './watch.js';

export class FlGoldenWork extends FlElement {
  build() {
    this.className = 'page golden-work';
    this.prompt = clamped('bench-prompt');
    this.progress = new Progress();
    this.notice = h('fl-notice');
    this.conflicts = new Conflicts((one, replace) => work.settle(one, replace));
    this.place = h('div', { class: 'bench-place' });
    this.foot = this.actionBar();
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.work')), this.head = h('header', { class: 'bench-head' }, this.prompt.element, this.progress.element), this.notice, this.conflicts.element, this.place, this.foot);
    this.listen(work, 'change', () => this.changed());
    this.listen(golden, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('connection')) this.changed(); });
    work.enter(parse(location.hash).params.session);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.board?.stop();
    this.board = null;
  }

  onParams({ session }) { if (session && session !== work.id) work.enter(session); }

  get keyMode() { return this.board instanceof Pairs ? 'pairs' : 'work'; }

  get keyPage() { return this.board instanceof Pairs ? 'workPairs' : 'work'; }

  actionBar() {
    const button = (name, symbol, letter, act, kind = '') => {
      const element = h('button', { type: 'button', class: `${kind} bench-act`, title: t(`bench.${name}`), 'aria-label': t(`bench.${name}`), on: { click: act } }, icon(symbol), h('span', { class: 'bench-words' }, t(`bench.${name}`)), key(letter));
      return element;
    };
    this.counts = h('p', { class: 'bench-counts', role: 'status' });
    this.undo = button('undo', 'undo', 'U', () => undoGolden());
    this.skip = button('skip', 'skip', 'S', () => work.skip());
    this.more = button('more', 'plus', 'M', () => work.more());
    this.recommended = button('recommended', 'like', 'R', () => work.recommended());
    this.compare = button('compare', 'pair', 'C', () => { this.board?.compare?.(); this.changed(); });
    this.submitWords = h('span', {});
    this.submit = h('button', { type: 'button', class: 'primary bench-submit', on: { click: () => this.confirm() } }, this.submitWords, key('Enter'));
    return h('div', { class: 'action-bar bench-foot' }, this.counts, h('div', { class: 'actions' }, this.undo, this.skip, this.more, this.recommended, this.compare, this.submit));
  }

  /** Grid or pairs, as the session wants it. */
  boardFor({ batch, state }) {
    const pairs = state?.session?.mode === 'pairs' || Boolean(batch?.pair || batch?.ranking);
    if (this.board && this.board instanceof Pairs === pairs) return;
    this.board?.stop();
    this.board = pairs ? new Pairs(work) : new Board(work);
    this.place.replaceChildren(this.board.element);
  }

  update() {
    const { phase, prompt, batch } = work;
    this.boardFor(work);
    attr(this, 'data-phase', phase);
    const shown = phase === 'ready' || (phase === 'loading' && Boolean(prompt));
    this.head.hidden = !shown;
    this.foot.hidden = !shown;
    this.prompt.show(prompt?.prompt ?? '');
    this.progress.show(work);
    this.conflicts.show(work.conflicts);
    const failed = phase === 'ready' && ['failed', 'cancelled'].includes(batch?.state);
    const empty = failed ? this.stopped(batch) : this.emptyFor(phase);
    this.place.querySelector('.empty')?.remove();
    this.board.element.hidden = Boolean(empty);
    if (empty) this.place.append(empty);
    else this.board.update();
    this.updateBar();
    this.notice.setHint(this.hint());
  }

  hint() {
    const { phase, batch } = work;
    if (phase !== 'ready' || !batch) return '';
    if (isRunning(batch)) return batch.state === 'queued' && batch.done === 0 ? t('bench.queued') : t('bench.making', { done: batch.done ?? 0, total: batch.total ?? 0, step: batch.step ?? 0, steps: batch.steps ?? 0 });
    if (batch.pair) return t(touchOnly() ? 'pairs.hint.touch' : 'pairs.hint');
    if (batch.ranking) return t('ranking.hint');
    const by = batch.prefiltered;
    const filtered = by ? ` ${t('bench.prefiltered', { n: batch.total, of: by.candidates })}` : '';
    return `${t(touchOnly() ? 'bench.hint.touch' : 'bench.hint')}${filtered}`;
  }

  updateBar() {
    const { batch, marks, phase } = work;
    const pairs = this.board instanceof Pairs;
    const done = phase === 'ready' && batch?.state === 'done';
    this.compare.hidden = pairs;
    this.recommended.hidden = !golden.learning?.selector;
    text(this.counts, pairs ? '' : `★ ${number(marks.golden.size)}  ✕ ${number(marks.bad.size)}`);
    attr(this.counts, 'aria-label', pairs ? null : t('bench.counts', { golden: marks.golden.size, bad: marks.bad.size }));
    this.submit.hidden = pairs && !(batch?.ranking && !batch.pair);
    attr(this.submit, 'aria-disabled', done ? null : 'true');
    text(this.submitWords, t(pairs ? 'bench.next' : marks.golden.size ? 'bench.submit' : 'bench.submit.none', { n: marks.golden.size }));
    for (const button of [this.skip, this.more, this.recommended]) attr(button, 'aria-disabled', phase === 'ready' ? null : 'true');
    attr(this.undo, 'aria-disabled', work.state?.undo > 0 || work.sending ? null : 'true');
    attr(this.compare, 'aria-pressed', String(Boolean(this.board.compared)));
  }

  confirm() {
    if (!(this.board instanceof Pairs)) work.submit();
    else if (work.batch?.ranking && !work.batch.pair) work.goOn();
  }

  stopped(batch) {
    const button = (words, act, kind) => h('button', { type: 'button', class: kind, on: { click: act } }, t(words));
    return emptyState(t(batch.state === 'failed' ? 'bench.failed' : 'bench.cancelled'), batch.state === 'failed' && batch.error ? explain(batch.error) : null,
      button('bench.retry', () => work.retryBatch(), 'primary'), button('bench.skip', () => work.skip(), ''));
  }

  emptyFor(phase) {
    const link = (page, words, kind = '') => h('a', { class: `button ${kind}`, href: format(page) }, t(words));
    if (phase === 'none') return emptyState(t('bench.none'), t('bench.none.more'), link('setup', 'bench.none.go', 'primary'));
    if (phase === 'finished') {
      const { counts } = work.state ?? {};
      return emptyState(t('bench.finished'), counts ? t('bench.finished.more', { golden: counts.golden, images: counts.images }) : null,
        link('history', 'tab.history', 'primary'), link('analysis', 'tab.analysis'), link('export', 'tab.export'));
    }
    if (phase === 'waiting' || phase === 'failed') {
      return emptyState(explain(phase === 'failed' ? work.error : { lost: true }), goldenOutbox.entries().length ? t('bench.kept') : null,
        h('button', { type: 'button', class: 'primary', on: { click: () => work.enter(work.id ?? undefined) } }, t('bench.retry')));
    }
    return phase === 'loading' && !work.prompt ? h('p', { class: 'empty muted', role: 'status' }, t('bench.loading')) : null;
  }

  /** @return true when the key was used */
  onKey(found) {
    const { action } = found;
    if (action === 'confirm') this.confirm();
    else if (action === 'skip') work.skip();
    else if (action === 'more') work.more();
    else if (action === 'recommended') work.recommended();
    else {
      const used = this.board?.onKey(found) ?? false;
      this.changed();
      return used;
    }
    return true;
  }
}
