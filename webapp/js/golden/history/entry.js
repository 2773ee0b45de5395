/** One judged group: its prompt, who judged it when, its pictures with their verdicts; the decision can be changed here. */
import { attr, h, text } from '../../dom.js';
import { openZoom } from '../../elements/zoom.js';
import { ago, clock, decimal, explain, moment, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { prefs, store } from '../../store.js';
import { goldenApi } from '../api.js';
import { modelName } from '../store.js';
import { clamped } from '../clamp.js';
import { short } from '../work/picture.js';
import { nextVerdict } from './filters.js';

const SIGN = { golden: '★', bad: '✕' };

export class Entry {
  /** @param entry of GET /golden/history  @param nameOf (session id) => its name */
  constructor(entry, nameOf) {
    Object.assign(this, { entry, nameOf });
    const prompt = clamped('history-prompt');
    prompt.show(entry.prompt);
    this.facts = h('p', { class: 'muted small history-facts' });
    this.thumbs = h('div', { class: 'thumbs', role: 'group', 'aria-label': t('bench.pictures') });
    this.edit = h('button', { type: 'button', class: 'quiet small', on: { click: () => this.open(true) } }, t('history.change'));
    this.save = h('button', { type: 'button', class: 'small primary', hidden: true, on: { click: () => this.send() } }, t('history.save'));
    this.cancel = h('button', { type: 'button', class: 'small', hidden: true, on: { click: () => this.open(false) } }, t('history.cancel'));
    this.error = h('p', { class: 'field-error', role: 'alert' });
    this.element = h('li', { class: 'history-entry' }, h('div', { class: 'history-head' }, h('div', { class: 'history-words' }, prompt.element, this.facts), h('div', { class: 'history-acts' }, this.edit, this.save, this.cancel)), this.thumbs, this.error);
    this.buttons = entry.images.map((image, i) => this.thumb(image, i));
    this.thumbs.append(...this.buttons.map((b) => b.element));
    this.draw();
  }

  thumb(image, index) {
    const sign = h('span', { class: 'shot-sign', 'aria-hidden': 'true' });
    const element = h('button', { type: 'button', class: 'thumb', on: { click: () => this.press(index) } }, h('img', { src: image.image, alt: '', loading: 'lazy', decoding: 'async' }), sign);
    const { width, height } = image.params ?? {};
    if (width > 0 && height > 0) element.style.setProperty('--ratio', String(width / height));
    return { element, sign };
  }

  verdict(index) { return this.draft?.[index] ?? this.entry.images[index].verdict ?? 'neither'; }

  draw() {
    const { entry } = this;
    text(this.facts, [ago(entry.at), entry.judge, this.nameOf(entry.session_id), modelName(entry.model), entry.seconds > 0 && clock(entry.seconds), entry.version > 1 && t('history.version', { n: entry.version })].filter(Boolean).join(' · '));
    attr(this.facts, 'title', moment(entry.at));
    const editing = Boolean(this.draft);
    this.edit.hidden = editing || entry.images.length === 0;
    this.save.hidden = this.cancel.hidden = !editing;
    attr(this.element, 'data-editing', editing);
    this.buttons.forEach(({ element, sign }, i) => {
      const verdict = this.verdict(i);
      attr(element, 'data-verdict', verdict);
      text(sign, SIGN[verdict] ?? '');
      const words = t('bench.picture', { n: i + 1, seed: entry.images[i].seed, state: t(`verdict.${verdict}`) });
      attr(element, 'aria-label', editing ? t('history.flip', { words }) : words);
      attr(element, 'title', `#${short(entry.images[i].seed)}${typeof entry.images[i].clip_score === 'number' ? ` · CLIP ${decimal(entry.images[i].clip_score)}` : ''}`);
    });
  }

  open(editing) {
    this.draft = editing ? this.entry.images.map((i) => i.verdict ?? 'neither') : null;
    text(this.error, '');
    this.draw();
    (editing ? this.buttons[0].element : this.edit).focus();
  }

  /** Looks at the picture, or gives it the next verdict while the decision is being changed. */
  press(index) {
    if (!this.draft) {
      openZoom(this.zoomOf(index));
      return;
    }
    this.draft[index] = nextVerdict(this.draft[index]);
    this.draw();
  }

  zoomOf(index) {
    const image = this.entry.images[index];
    if (!image) return null;
    const verdict = t(`verdict.${this.verdict(index)}`);
    return { src: image.image, alt: verdict, wide: true, filename: `#${image.seed}`, note: [verdict, typeof image.clip_score === 'number' && `CLIP ${decimal(image.clip_score, 3)}`].filter(Boolean).join(' · '), actions: [], step: (by) => this.zoomOf(index + by) };
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    const having = (verdict) => this.entry.images.filter((_, i) => this.draft[i] === verdict).map((i) => String(i.seed));
    try {
      const answer = await goldenApi.change(this.entry.batch_id, { golden: having('golden'), bad: having('bad'), judge: prefs.get('golden.judge') || undefined });
      this.entry = { ...this.entry, version: answer.version ?? this.entry.version, images: this.entry.images.map((image, i) => ({ ...image, verdict: this.draft[i] })) };
      store.say(t('history.changed'), 'ok');
      this.open(false);
    } catch (error) {
      if (error.lost) lost();
      text(this.error, explain(error));
    } finally {
      this.sending = false;
    }
  }
}
