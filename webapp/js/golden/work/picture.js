/** One picture of a group: its mark by colour and by sign, its digit, seed, CLIP score and rank. */
import { attr, h, text } from '../../dom.js';
import { decimal, percent, t } from '../../i18n.js';
import { store } from '../../store.js';

const SIGN = { golden: '★', bad: '✕' };

/** A seed of 19 digits by its ends; the whole one is copied. */
export const short = (seed) => (String(seed).length > 10 ? `${String(seed).slice(0, 3)}…${String(seed).slice(-3)}` : String(seed));

export class Picture {
  /** @param act (action, picture): 'golden', 'bad', 'zoom' or 'focus' */
  constructor(index, act) {
    Object.assign(this, { index, act, image: null });
    this.img = h('img', { alt: '', draggable: 'false', decoding: 'async', on: { load: () => attr(this.element, 'data-image', 'ready'), error: () => attr(this.element, 'data-image', 'broken') } });
    this.sign = h('span', { class: 'shot-sign', 'aria-hidden': 'true' });
    this.wait = h('span', { class: 'shot-wait', 'aria-hidden': 'true' });
    this.face = h('div', { class: 'shot-face', role: 'checkbox', tabindex: '-1', 'aria-checked': 'false' }, this.img, this.wait, this.sign,
      index < 9 && h('kbd', { class: 'shot-key', 'aria-hidden': 'true' }, String(index + 1)));
    this.seed = h('button', { type: 'button', class: 'quiet small shot-seed', on: { click: () => this.copy() } });
    this.scores = h('span', { class: 'shot-scores small muted' });
    this.bad = h('button', { type: 'button', class: 'quiet small shot-bad', tabindex: '-1', on: { click: () => this.act('bad', this) } }, SIGN.bad);
    this.element = h('figure', { class: 'shot' }, this.face, h('figcaption', { class: 'shot-foot' }, this.seed, this.scores, this.bad));
    this.face.addEventListener('click', (e) => { this.act('focus', this); if (e.detail < 2) this.act(e.shiftKey || e.altKey ? 'bad' : 'golden', this); });
    this.face.addEventListener('dblclick', () => { this.act('golden', this); this.act('zoom', this); });
    this.face.addEventListener('focus', () => this.act('focus', this));
  }

  /** @param image one of a group's, or null while it is being made  @param mark 'golden', 'bad' or null */
  show(image, mark, running) {
    if (image && image.image !== this.image?.image) {
      attr(this.element, 'data-image', null);
      this.img.src = image.image;
    }
    if (!image) {
      this.img.removeAttribute('src');
      attr(this.element, 'data-image', null);
    }
    this.image = image;
    attr(this.element, 'data-waiting', !image && running);
    attr(this.element, 'data-verdict', mark);
    text(this.sign, SIGN[mark] ?? '');
    attr(this.face, 'aria-checked', String(mark === 'golden'));
    attr(this.face, 'aria-disabled', image ? null : 'true');
    attr(this.face, 'aria-label', this.name(mark));
    attr(this.bad, 'aria-pressed', String(mark === 'bad'));
    attr(this.bad, 'aria-label', t('bench.bad.name', { n: this.index + 1 }));
    attr(this.bad, 'title', t('bench.bad'));
    this.bad.disabled = !image;
    this.seed.hidden = !image;
    text(this.scores, '');
    if (!image) return;
    text(this.seed, `#${short(image.seed)}`);
    attr(this.seed, 'aria-label', t('bench.seed.copy', { seed: image.seed }));
    attr(this.seed, 'title', t('bench.seed.copy', { seed: image.seed }));
    text(this.scores, this.facts().join(' · '));
    attr(this.scores, 'title', this.longFacts().join('\n'));
  }

  name(mark) {
    const state = this.image ? t(`verdict.${mark ?? 'none'}`) : t('bench.coming');
    return t('bench.picture', { n: this.index + 1, seed: this.image?.seed ?? '–', state });
  }

  facts() {
    const { clip_score: clip, rank } = this.image;
    return [typeof clip === 'number' && `CLIP ${decimal(clip)}`, rank && t('bench.rank', { n: rank })].filter(Boolean);
  }

  longFacts() {
    const { clip_score: clip, clip_rank: clipRank, probability, rank, explored } = this.image;
    return [typeof clip === 'number' && t('bench.clip.more', { score: decimal(clip, 3), n: clipRank ?? '–' }), rank && t('bench.rank.more', { n: rank, p: typeof probability === 'number' ? percent(probability) : '–' }), explored && t('bench.explored')].filter(Boolean);
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.image.seed);
      store.say(t('bench.seed.copied', { seed: this.image.seed }), 'ok');
    } catch {
      // Without permission, as on plain HTTP, the seed is at least selected.
      getSelection().selectAllChildren(this.seed);
      store.say(t('bench.seed.select'), 'info');
    }
  }
}
