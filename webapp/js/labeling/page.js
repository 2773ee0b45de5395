/** The Labeling tab: toolbar, one line of words, the cards, and the bar that says what Confirm would send. */
import { undo } from '../actions.js';
import { attr, h, icon, key, touchOnly } from '../dom.js';
import { emptyState } from '../elements/empty.js';
import { FlElement } from '../elements/base.js';
import { explain, has, t } from '../i18n.js';
import { STRATEGIES } from '../keys.js';
import { format } from '../router.js';
import { prefs, store } from '../store.js';
import { CardBoard } from './board.js';
import { REST } from './batch.js';
import { BATCH_SIZES, session } from './session.js';

const MARKS = { positive: '✓', negative: '✕', out: '–', predicted: '≈' };

export class FlLabeling extends FlElement {
  build() {
    this.className = 'page labeling';
    this.notice = h('fl-notice');
    this.board = new CardBoard(session, () => this.changed());
    this.place = h('div', { class: 'labeling-work', 'data-scroller': true }, this.board.element);
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.label')), this.toolbar(), this.notice, this.place, this.footer());
    this.listen(session, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
    session.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.board.stop();
  }

  toolbar() {
    this.strategies = document.createElement('fl-segmented').setup({
      label: t('label.strategy'), value: session.strategy,
      options: STRATEGIES.map((name, i) => ({ value: name, text: t(`strategy.${name}`), tip: t(`strategy.${name}.tip`), key: i + 1 })),
    });
    this.strategies.addEventListener('fl-choose', (e) => session.setStrategy(e.detail));
    this.sizes = h('select', { 'aria-label': t('label.batch'), title: t('label.batch'), on: { change: (e) => session.setBatchSize(Number(e.target.value)) } },
      BATCH_SIZES.map((n) => h('option', { value: n, selected: n === session.batchSize }, String(n))));
    const slider = h('input', {
      type: 'range', min: 64, max: 240, step: 8, value: prefs.get('card', 128), 'aria-label': t('label.size'), title: t('label.size'),
      on: { input: (e) => { prefs.set('card', Number(e.target.value)); this.changed(); } },
    });
    return h('div', { class: 'toolbar' }, this.strategies, this.queryBox(), h('span', { class: 'spacer' }),
      this.sizes, h('span', { class: 'size-slider' }, slider));
  }

  queryBox() {
    this.query = h('input', {
      type: 'search', maxlength: 500, 'aria-label': t('label.query'), placeholder: t('label.query.hint'), autocomplete: 'off', spellcheck: 'false',
    });
    this.clearQuery = h('button', { type: 'button', class: 'icon-button small', 'aria-label': t('label.query.clear'), hidden: true,
      on: { click: () => this.sendQuery('') } }, icon('close'));
    return h('form', { class: 'query', role: 'search', on: { submit: (e) => { e.preventDefault(); this.sendQuery(this.query.value); } } },
      icon('search'), this.query, this.clearQuery, h('kbd', { 'aria-hidden': 'true' }, '/'));
  }

  async sendQuery(words) {
    // What is typed from here on is meant for the cards, also while they are on their way.
    this.board.focus();
    if (await session.setQuery(words)) {
      this.query.value = words.trim();
      this.board.focus();
    } else this.query.focus();
  }

  footer() {
    this.rest = document.createElement('fl-segmented').setup({
      label: t('label.rest'), value: 'negative', options: REST.map((value) => ({ value, text: t(`rest.${value}`), mark: MARKS[value] })),
    });
    this.rest.addEventListener('fl-choose', (e) => session.setRest(e.detail));
    this.tally = h('span', { class: 'tally', 'aria-hidden': 'true' });
    this.confirmButton = h('button', { type: 'button', class: 'primary confirm', on: { click: () => this.confirm() } },
      h('span', {}, t('label.confirm')), this.tally, key('⏎'));
    this.undoButton = h('button', { type: 'button', 'aria-label': t('label.undo'), title: t('help.undo'), on: { click: () => undo() } },
      icon('undo'), h('span', { class: 'wide-only' }, t('label.undo')), key('U'));
    this.skipButton = h('button', { type: 'button', class: 'quiet', 'aria-label': t('label.skip'), title: t('help.skip'), on: { click: () => session.skip() } },
      icon('skip'), h('span', { class: 'wide-only' }, t('label.skip')), key('S'));
    return h('div', { class: 'action-bar' },
      h('div', { class: 'rest' }, h('span', { class: 'rest-label', 'aria-hidden': 'true' }, t('label.rest')), this.rest),
      h('span', { class: 'spacer' }), h('div', { class: 'actions' }, this.skipButton, this.undoButton, this.confirmButton));
  }

  confirm() {
    session.confirm();
    this.board.focusNext = this.board.element.contains(document.activeElement) || document.activeElement === document.body;
  }

  update() {
    const { batch, phase } = session;
    attr(this, 'data-tint', batch && phase === 'ready' ? batch.type : null);
    attr(this, 'data-phase', phase);
    this.place.style.setProperty('--card', `${prefs.get('card', 128)}px`);
    this.strategies.value = session.strategy;
    this.updateWords(batch);
    this.updateFooter(batch, phase);
    this.updateQuery();
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
    const first = store.status?.first_hint;
    const kind = batch.rest === 'predicted' ? 'predicted' : batch.rest === 'out' ? 'out' : batch.type;
    const plain = batch.type === 'neutral' && batch.rest === 'negative' && !batch.hasPredictions;
    const hint = plain && first && has(`word.${first}`) ? t('label.hint.first', { word: t(`word.${first}`) }) : t(`label.hint.${kind}`);
    const tip = batch.scorer === 'head' && session.strategy === 'random' && (store.status?.undo_depth ?? 0) < 2 ? ` ${t('label.tip.auto')}` : '';
    const then = t(touchOnly() ? 'label.then.touch' : 'label.then.key');
    const news = [store.status?.message, batch.message].filter(Boolean).map((words) => `${words} `).join('');
    this.notice.setHint(`${news}${hint}${then}${tip}`);
  }

  updateFooter(batch, phase) {
    const counts = batch?.counts() ?? { positive: 0, negative: 0, out: 0, total: 0 };
    if (batch) {
      this.rest.value = batch.rest;
      this.rest.disable('predicted', !batch.hasPredictions);
    }
    this.tally.replaceChildren(h('span', { class: 'pos' }, `${counts.positive} ✓`), h('span', { class: 'neg' }, `${counts.negative} ✕`),
      counts.out > 0 && h('span', { class: 'out' }, `${counts.out} –`) || '');
    attr(this.confirmButton, 'aria-label', t('label.confirm.name', counts));
    attr(this.confirmButton, 'aria-disabled', phase !== 'ready' || counts.total === 0 ? 'true' : null);
    attr(this.confirmButton, 'data-busy', phase === 'training');
    this.undoButton.disabled = !store.status?.undo_available || phase === 'training';
    this.skipButton.disabled = phase === 'training';
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

  emptyFor(phase) {
    const button = (words, act, kind = 'primary') => h('button', { type: 'button', class: kind, on: { click: act } }, words);
    if (phase === 'waiting' || phase === 'failed') {
      return emptyState(explain(session.error ?? { lost: true }), store.unsent ? t('label.kept', { n: store.unsent }) : null,
        button(t('label.retry'), () => dispatchEvent(new Event('fl-online'))));
    }
    if (phase !== 'empty') return null;
    if (session.unlabelled > 0) return emptyState(t('label.nobatch'), session.message ?? t('work.embedding.more'), button(t('label.retry'), () => session.load()));
    return emptyState(t('label.empty'), t('label.empty.more', { n: store.status?.dataset?.count ?? 0 }),
      h('a', { class: 'button primary', href: format('review') }, t('label.empty.review')),
      h('a', { class: 'button', href: format('config') }, t('label.empty.export')));
  }

  /** @return true when the key was used */
  onKey({ action, strategy, extend }) {
    if (action === 'confirm') this.confirm();
    else if (action === 'skip') session.skip();
    else if (action === 'strategy') session.setStrategy(strategy);
    else if (action === 'query') this.query.select();
    else if (action === 'escape' && document.activeElement === this.query) this.board.focus();
    else return this.board.onKey(action, extend);
    return true;
  }
}
