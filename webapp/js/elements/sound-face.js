/** The sound of a card: play button, a cursor that goes over the spectrogram with the sound, its length, what went wrong. */
import { attr, h, icon, text } from '../dom.js';
import { clock, t } from '../i18n.js';
import { player } from '../sound.js';

export class SoundFace {
  src = null;
  duration = 0;

  constructor(face, live) {
    this.button = h('button', { type: 'button', class: 'play', tabindex: '-1' }, icon('play'));
    this.cursor = h('span', { class: 'sound-cursor', hidden: true, 'aria-hidden': 'true' });
    this.time = h('span', { class: 'sound-time', 'aria-hidden': 'true' });
    this.element = h('div', { class: 'sound' }, this.cursor, this.button, this.time);
    this.face = face;
    face.append(this.element);
    // The button is no part of what a click on the card means.
    this.button.addEventListener('click', (e) => { e.stopPropagation(); this.toggle(); });
    this.button.addEventListener('pointerdown', (e) => { e.stopPropagation(); e.preventDefault(); });
    if (live) this.connect();
  }

  connect() { player.attach(this); }

  disconnect() { player.detach(this); }

  /** @param src address of the sound, or null for none */
  show({ src, duration, name }) {
    if (src !== this.src) {
      const before = this.src;
      this.src = src;
      // The card stands for another record now.
      if (before !== null && player.src === before && ![...player.faces].some((f) => f.src === before)) player.stop();
    }
    this.duration = duration ?? 0;
    this.name = name;
    this.element.hidden = !src;
    if (src) this.onSound();
  }

  toggle() { if (this.src) player.toggle(this.src); }

  /** Play from where the pointer is on the spectrogram. */
  seekAt(clientX) {
    const box = this.face.getBoundingClientRect();
    if (this.src) player.seek(this.src, Math.min(1, Math.max(0, (clientX - box.left) / box.width)), this.duration);
  }

  onSound() {
    const phase = player.phaseOf(this.src);
    if (phase !== this.phase) {
      this.phase = phase;
      attr(this.element, 'data-phase', phase);
      const busy = phase === 'playing' || phase === 'loading';
      this.button.replaceChildren(icon(phase === 'error' ? 'broken' : busy ? 'pause' : 'play'));
      attr(this.button, 'aria-pressed', String(busy));
    }
    attr(this.button, 'aria-label', t(phase === 'error' ? 'sound.error' : 'sound.play', { name: this.name ?? '' }));
    attr(this.button, 'title', phase === 'error' ? t('sound.error') : null);
    this.onFrame();
  }

  onFrame() {
    const at = player.at(this.src, this.duration);
    const on = this.phase === 'playing' || this.phase === 'loading' || (this.phase === 'paused' && at > 0);
    this.cursor.hidden = !on;
    if (on) this.cursor.style.left = `${at * 100}%`;
    text(this.time, this.phase === 'error' ? t('sound.error.short') : on ? `${clock(at * this.duration)} / ${clock(this.duration)}` : clock(this.duration));
  }
}
