/** The task itself, large: a text to read, a picture that fits, a sound with its outline. */
import { attr, h, icon, svg, text } from '../../dom.js';
import { SoundFace } from '../../elements/sound-face.js';
import { openZoom } from '../../elements/zoom.js';
import { t } from '../../i18n.js';
import { player } from '../../sound.js';
import { deskApi } from './api.js';
import { dropSound, loadPicture, loadSound, Prefetch } from './prefetch.js';
import { outline } from './wave.js';

const AHEAD = 3;
/** Up to so many characters a text is set large; up to so many more in the middle. */
const SHORT = 120, MEDIUM = 600;

const held = new Prefetch({ image: loadPicture, audio: (address) => loadSound(address, deskApi.sound) },
  { drop: (handle) => { if (handle.whole) dropSound(handle); } });

export class TaskFace {
  constructor() {
    this.words = h('div', { class: 'desk-text', id: 'desk-text', dir: 'auto' });
    this.picture = h('button', { type: 'button', class: 'desk-picture', 'aria-label': t('desk.picture.zoom'), on: { click: () => this.zoom() } });
    this.wave = h('div', { class: 'desk-wave', on: { click: (e) => this.sound.seekAt(e.clientX) } });
    this.sound = new SoundFace(this.wave, true);
    this.broken = h('div', { class: 'desk-broken', role: 'alert', hidden: true }, icon('broken'), h('p', {}, t('desk.broken')), h('button', { type: 'button', on: { click: () => this.again() } }, t('desk.broken.again')));
    this.element = h('article', { class: 'desk-task', tabindex: '-1' }, this.words, this.picture, this.wave, this.broken);
  }

  stop() {
    this.sound.disconnect();
    this.sound.show({ src: null });
    this.task = null;
  }

  /** @param next the tasks after it */
  show(task, kind, next) {
    held.ahead(kind, next.slice(0, AHEAD), task?.media);
    const mark = task && `${task.task_id} ${task.media ?? task.text}`;
    if (mark === this.mark && task) return;
    this.mark = mark;
    this.task = task;
    this.kind = kind;
    attr(this.element, 'data-kind', kind);
    attr(this.element, 'aria-describedby', kind === 'text' ? 'desk-text' : null);
    this.words.hidden = kind !== 'text';
    this.picture.hidden = kind !== 'image';
    this.wave.hidden = kind !== 'audio';
    this.broken.hidden = true;
    this.element.scrollTop = 0;
    this.sound.show({ src: null });
    if (!task) return;
    if (kind === 'text') this.showText(task.text ?? '');
    else if (kind === 'image') this.showPicture(task.media);
    else this.showSound(task.media);
  }

  showText(words) {
    text(this.words, words);
    attr(this.words, 'data-size', words.length <= SHORT ? 'short' : words.length <= MEDIUM ? 'medium' : 'long');
  }

  showPicture(address) {
    const image = held.get('image', address);
    image.alt = t('desk.picture');
    this.picture.replaceChildren(image);
    const failed = () => { if (this.task?.media === address) this.broken.hidden = !(this.picture.hidden = true); };
    if (image.complete && !image.naturalWidth) failed();
    else image.addEventListener('error', failed, { once: true });
  }

  async showSound(address) {
    const handle = held.get('audio', address);
    this.wave.querySelector('svg')?.remove();
    const put = (src, seconds) => this.sound.show({ src, duration: seconds, name: t('desk.sound') });
    try {
      const { src, seconds, peaks } = await handle.whole;
      if (this.task?.media !== address) return;
      put(src, seconds);
      if (peaks) this.wave.prepend(svg('svg', { class: 'wave', viewBox: `0 0 ${peaks.length - 1} 2`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, svg('polygon', { points: outline(peaks) })));
      if (this.wanted === address) this.sound.toggle();
    } catch {
      if (this.task?.media === address) this.broken.hidden = !(this.wave.hidden = true);
    } finally {
      this.wanted = null;
    }
  }

  /** The file is asked for once more. */
  again() {
    const { task, kind } = this;
    held.forget(task.media);
    this.mark = null;
    this.show(task, kind, []);
  }

  zoom() {
    if (this.kind !== 'image' || !this.task || this.picture.hidden) return false;
    openZoom({ src: this.task.media, alt: t('desk.picture'), wide: true, filename: '', note: '', actions: [] });
    return true;
  }

  /** Play or pause. One that is still on its way plays as soon as it is there. */
  play() {
    if (this.kind !== 'audio' || !this.task) return false;
    if (this.sound.src) this.sound.toggle();
    else this.wanted = this.task.media;
    return true;
  }

  scroll(action) {
    const { element } = this;
    if (element.scrollHeight <= element.clientHeight) return false;
    const step = { up: -80, down: 80, pageup: -element.clientHeight * 0.9, pagedown: element.clientHeight * 0.9, end: element.scrollHeight }[action];
    element.scrollBy({ top: step });
    return true;
  }

  focus() { this.element.focus({ preventScroll: true }); }

  get playing() { return player.phaseOf(this.sound.src) === 'playing'; }
}
