/** The calm line while another checkpoint takes over: what is being done, how far, how long, and a way back. */
import { attr, h, icon, text } from '../dom.js';
import { bytes, duration, number, t } from '../i18n.js';
import { known, progressOf, titleOf } from './facts.js';
import { errorWords } from './row.js';

/** What the banner says, or null. @return {words, done, total, failed} */
export function bannerWords(answer) {
  const s = answer?.switching;
  if (!s) return null;
  const target = answer.checkpoints.find((c) => c.id === s.id);
  const active = answer.checkpoints.find((c) => c.active);
  const name = target ? titleOf(target) : s.id;
  if (s.state === 'failed') return { words: t('switch.failed', { name, why: errorWords(s), old: active ? titleOf(active) : '' }), failed: true };
  const p = target && s.state === 'downloading' ? progressOf(target, answer) : s;
  const left = known(p?.left ?? p?.eta_s) ? t('switch.left', { time: duration(p.left ?? p.eta_s) }) : '';
  const amount = (n) => (s.state === 'downloading' ? bytes(n ?? 0) : number(n ?? 0));
  const key = s.state !== 'loading' && !(p?.total > 0) ? `switch.${s.state}.begins` : `switch.${s.state}`;
  return { words: t(key, { name, done: amount(p?.done), total: amount(p?.total), left }), done: p?.done, total: s.state === 'loading' ? 0 : p?.total, failed: false };
}

export class SwitchBanner {
  /** @param cancel () => void ends the switch, or puts a failed one away */
  constructor(cancel) {
    this.words = h('p', {});
    this.bar = h('progress', { 'aria-label': t('work.switch') });
    this.button = h('button', { type: 'button', on: { click: cancel } });
    // Read aloud when a state begins or ends, not with each number.
    this.aloud = h('p', { class: 'visually-hidden', role: 'status' });
    this.box = h('div', { class: 'switch-banner', role: 'group', 'aria-label': t('work.switch'), hidden: true }, icon('skip'), h('div', { class: 'switch-words' }, this.words, this.bar), this.button);
    this.element = h('div', {}, this.box, this.aloud);
  }

  show(answer) {
    const said = bannerWords(answer);
    // The focus does not fall out of the page with the button that is taken away.
    const had = document.activeElement === this.button;
    this.box.hidden = !said;
    if (!said) {
      if (had) this.element.closest('section')?.querySelector('h2')?.focus();
      text(this.aloud, '');
      this.state = null;
      return;
    }
    attr(this.box, 'data-failed', said.failed);
    text(this.words, said.words);
    this.bar.hidden = !said.total;
    this.bar.max = said.total || 1;
    this.bar.value = said.done ?? 0;
    text(this.button, t(said.failed ? 'switch.close' : 'switch.cancel'));
    if (answer.switching.state !== this.state) text(this.aloud, said.words);
    this.state = answer.switching.state;
  }
}
