/** The Labeling tab: toolbar, the classes, one line of words, the cards, and the bar that says what Confirm would send. */
import { className, dataType, isChoice } from '../classes.js';
import { attr, h, touchOnly } from '../dom.js';
import { emptyState } from '../elements/empty.js';
import { FlElement } from '../elements/base.js';
import { explain, has, said, sentences, t } from '../i18n.js';
import { format } from '../router.js';
import { prefs, store } from '../store.js';
import { CardBoard } from './board.js';
import { ChoiceBoard } from './choice-board.js';
import { session } from './session.js';
import { cardSize } from './toolbar.js';

export class FlLabeling extends FlElement {
  build() {
    this.className = 'page labeling';
    this.notice = h('fl-notice');
    this.toolbar = h('fl-labeling-toolbar');
    this.classRow = h('fl-class-row');
    this.footer = h('fl-labeling-footer');
    this.finder = h('fl-class-finder');
    this.place = h('div', { class: 'labeling-work', 'data-scroller': true });
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.label')), this.toolbar, this.classRow, h('fl-view-strip'), this.notice, this.place, this.footer, this.finder);
    this.listen(session, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
    this.listen(this, 'fl-size', () => this.changed());
    this.listen(this, 'fl-to-cards', () => this.board.focus());
    this.listen(this, 'fl-confirm', () => this.confirm());
    session.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.board?.stop();
    this.board = null;
  }

  /** Which keys the page takes. */
  get keyMode() { return isChoice() ? 'choice' : 'binary'; }

  /** The board follows the batch on the table, which follows the classes. */
  boardFor() {
    const choice = session.batch ? 'guesses' in session.batch : isChoice();
    if (this.board && this.board instanceof ChoiceBoard === choice) return;
    this.board?.stop();
    const changed = () => { this.changed(); this.footer.changed(); this.classRow.changed(); };
    this.board = choice
      ? new ChoiceBoard(session, changed, (anchor, typed, done) => this.finder.open({ anchor, typed, recent: session.recent }, done))
      : new CardBoard(session, changed);
    this.place.replaceChildren(this.board.element);
  }

  confirm() {
    session.confirm();
    this.board.focusNext = this.board.element.contains(document.activeElement) || document.activeElement === document.body;
  }

  update() {
    const { batch, phase } = session;
    this.boardFor();
    const tint = batch && phase === 'ready' && !isChoice() ? batch.type : null;
    attr(this, 'data-tint', tint);
    attr(this, 'data-phase', phase);
    attr(this, 'data-type', dataType());
    this.classRow.hidden = !isChoice() && !prefs.get('classrow', false);
    this.place.style.setProperty('--card', `${cardSize()}px`);
    this.updateWords(batch);
    const empty = this.emptyFor(phase);
    this.board.element.hidden = Boolean(empty);
    this.place.querySelector('.empty')?.remove();
    if (empty) this.place.append(empty);
    else this.board.update();
  }

  updateWords(batch) {
    if (!batch) {
      this.notice.setHint('');
      return;
    }
    const then = t(touchOnly() ? 'label.then.touch' : 'label.then.key');
    this.notice.setHint(sentences([said(store.status?.message), said(batch.message), `${isChoice() ? this.choiceHint(batch) : this.binaryHint(batch)}${then}${this.tip(batch)}`]));
  }

  binaryHint(batch) {
    const first = store.status?.first_hint;
    const kind = batch.rest === 'predicted' ? 'predicted' : batch.rest === 'out' ? 'out' : batch.type;
    const plain = batch.type === 'neutral' && batch.rest === 'negative' && !batch.hasPredictions;
    if (plain && first && has(`word.${first}`)) return t('label.hint.first', { word: t(`word.${first}`) });
    return t(`label.hint.${kind === 'search' ? 'neutral' : kind}`);
  }

  choiceHint(batch) {
    const whole = className(session.brush);
    const name = whole.length > 30 ? `${whole.slice(0, 28)}…` : whole;
    if (session.strategy === 'verify' && !session.views.current && session.verify.class !== null && batch.hasPredictions) {
      return t(`hint.verify.${session.verify.order}`, { name: className(session.verify.class) });
    }
    const input = touchOnly() ? 'touch' : 'keys';
    return dataType() === 'image' ? t(`hint.image.${input}`, { name }) : t(`hint.${dataType()}.${input}`);
  }

  tip(batch) {
    return batch.scorer === 'head' && !isChoice() && session.strategy === 'random' && (store.status?.undo_depth ?? 0) < 2 ? ` ${t(touchOnly() ? 'label.tip.auto.touch' : 'label.tip.auto')}` : '';
  }

  emptyFor(phase) {
    const button = (words, act, kind = 'primary') => h('button', { type: 'button', class: kind, on: { click: act } }, words);
    if (phase === 'waiting' || phase === 'failed') {
      const back = session.views.current && phase === 'failed' ? button(t('view.back'), () => session.views.leave(), '') : null;
      return emptyState(explain(session.error ?? { lost: true }), store.unsent ? t('label.kept', { n: store.unsent }) : null,
        button(t('label.retry'), () => dispatchEvent(new Event('fl-online'))), ...(back ? [back] : []));
    }
    if (phase !== 'empty') return null;
    const view = session.views.current;
    if (view) return emptyState(view.kind === 'similar' ? t('view.similar.none') : t('view.search.none', { q: view.q }), null, button(t('view.back'), () => session.views.leave()));
    if (session.unlabelled > 0) return emptyState(t('label.nobatch'), session.message ? said(session.message) : t('work.embedding.more'), button(t('label.retry'), () => session.load()));
    return emptyState(t('label.empty'), t('label.empty.more', { n: store.status?.dataset?.count ?? 0 }),
      h('a', { class: 'button primary', href: format('review') }, t('label.empty.review')),
      h('a', { class: 'button', href: format('config') }, t('label.empty.export')));
  }

  /** @return true when the key was used */
  onKey({ action, strategy, extend, index, text }) {
    if (action === 'confirm') this.confirm();
    else if (action === 'skip') session.skip();
    else if (action === 'strategy') session.setStrategy(strategy);
    else if (action === 'strategies') this.toolbar.more.open();
    else if (action === 'query') this.toolbar.query.select();
    else if (action === 'accept') session.acceptAll();
    else if (action === 'rename') this.classRow.edit(session.brush);
    else if (action === 'class') return this.board.giveByKey?.(index) ?? false;
    else if (action === 'find' && text) this.board.find(this.board.target(), text);
    else if (action === 'escape' && document.activeElement === this.toolbar.query) this.board.focus();
    else if (action === 'escape') return this.leaveView();
    else return this.board.onKey(action, extend);
    return true;
  }

  leaveView() {
    if (!session.views.current) return false;
    session.views.leave();
    return true;
  }
}
