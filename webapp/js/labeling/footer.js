/** What Confirm would send, and the ways out: accept all, undo, other cards. */
import { undo } from '../actions.js';
import { api } from '../api.js';
import { classOf, isChoice } from '../classes.js';
import { attr, h, icon, key, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { explain, t } from '../i18n.js';
import { store } from '../store.js';
import { REST } from './batch.js';
import { session } from './session.js';

const MARKS = { positive: '✓', negative: '✕', out: '–', predicted: '≈' };
/** So many classes in the tally; the rest is one number. */
const TALLY = 5;

export class FlLabelingFooter extends FlElement {
  build() {
    this.className = 'action-bar';
    this.rest = document.createElement('fl-segmented').setup({
      label: t('label.rest'), value: 'negative', options: REST.map((value) => ({ value, text: t(`rest.${value}`), mark: MARKS[value] })),
    });
    this.rest.addEventListener('fl-choose', (e) => session.setRest(e.detail));
    this.binary = h('div', { class: 'rest' }, h('span', { class: 'rest-label', 'aria-hidden': 'true' }, t('label.rest')), this.rest);
    this.choice = this.choiceControls();
    this.tally = h('span', { class: 'tally', 'aria-hidden': 'true' });
    this.confirmButton = h('button', { type: 'button', class: 'primary confirm', on: { click: () => this.dispatchEvent(new Event('fl-confirm', { bubbles: true })) } },
      h('span', {}, t('label.confirm')), this.tally, key('⏎'));
    this.undoButton = h('button', { type: 'button', 'aria-label': t('label.undo'), title: t('help.undo'), on: { click: () => undo() } },
      icon('undo'), h('span', { class: 'wide-only' }, t('label.undo')), key('U'));
    this.skipButton = h('button', { type: 'button', class: 'quiet', 'aria-label': t('label.skip'), title: t('help.skip'), on: { click: () => session.skip() } },
      icon('skip'), h('span', { class: 'wide-only' }, t('label.skip')), key('S'));
    this.append(this.binary, this.choice, h('span', { class: 'spacer' }), h('div', { class: 'actions' }, this.skipButton, this.undoButton, this.confirmButton));
    this.listen(session, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
  }

  choiceControls() {
    this.acceptWords = h('span', {});
    this.accept = h('button', { type: 'button', class: 'accept', title: t('help.accept'), on: { click: () => session.acceptAll() } }, icon('check'), this.acceptWords, key('A'));
    this.go = h('input', { type: 'checkbox', on: { change: () => { session.sender.on = this.go.checked; } } });
    this.every = h('input', { type: 'number', min: 1, max: 1000, class: 'every', 'aria-label': t('send.every'), on: { change: () => this.setEvery() } });
    this.left = h('span', { class: 'muted small trains', role: 'status' });
    this.everyField = h('label', { class: 'every-field small' }, t('send.every'), this.every);
    return h('div', { class: 'rest' }, this.accept, h('label', { class: 'check', title: t('send.tip') }, this.go, t('send.go')), this.everyField, this.left);
  }

  async setEvery() {
    const n = Math.round(Number(this.every.value));
    try {
      const answer = await api.options({ train_every: n });
      store.set({ status: { ...store.status, train_every: answer.train_every ?? n } });
    } catch (error) {
      this.every.value = String(store.status?.train_every ?? 10);
      store.say(explain(error), 'error');
    }
  }

  update() {
    const { batch, phase } = session;
    const choice = isChoice();
    this.binary.hidden = choice;
    this.choice.hidden = !choice;
    const total = choice ? this.updateChoice(batch) : this.updateBinary(batch);
    const sent = batch ? session.sender.sentAny(batch) : false;
    attr(this.confirmButton, 'aria-disabled', phase !== 'ready' || (total === 0 && !sent) ? 'true' : null);
    attr(this.confirmButton, 'data-busy', phase === 'training');
    this.undoButton.disabled = !store.status?.undo_available || phase === 'training';
    this.skipButton.disabled = phase === 'training';
  }

  updateBinary(batch) {
    const counts = batch && 'positive' in batch.counts() ? batch.counts() : { positive: 0, negative: 0, out: 0, total: 0 };
    if (batch) {
      this.rest.value = batch.rest;
      this.rest.disable('predicted', !batch.hasPredictions);
    }
    this.tally.replaceChildren(h('span', { class: 'pos' }, `${counts.positive} ✓`), h('span', { class: 'neg' }, `${counts.negative} ✕`),
      counts.out > 0 && h('span', { class: 'out' }, `${counts.out} –`) || '');
    attr(this.confirmButton, 'aria-label', t('label.confirm.name', counts));
    return counts.total;
  }

  updateChoice(batch) {
    const counts = batch?.counts() ?? { total: 0, out: 0, byClass: new Map() };
    const open = batch?.guesses?.().length ?? 0;
    text(this.acceptWords, t('label.accept', { n: open }));
    this.accept.disabled = open === 0;
    const most = [...(counts.byClass ?? [])].sort((a, b) => b[1] - a[1]);
    const shown = most.slice(0, TALLY).map(([id, n]) => {
      const dot = h('span', { class: 'swatch' });
      dot.style.setProperty('--class', classOf(id)?.color ?? 'currentColor');
      return h('span', { class: 'tally-class' }, dot, String(n));
    });
    const rest = most.slice(TALLY).reduce((n, [, count]) => n + count, 0);
    this.tally.replaceChildren(h('span', {}, String(counts.total)), ...shown, rest ? h('span', {}, `+${rest}`) : '');
    attr(this.confirmButton, 'aria-label', t('label.confirm.choice', counts));
    this.updateSending();
    return counts.total;
  }

  updateSending() {
    const { on } = session.sender;
    const every = store.status?.train_every ?? 10;
    this.go.checked = on;
    this.everyField.hidden = !on;
    this.left.hidden = !on;
    if (document.activeElement !== this.every) this.every.value = String(every);
    const left = every - (store.status?.since_training ?? 0);
    text(this.left, left > 0 ? t('label.trains', { n: left }) : t('status.training'));
  }
}
