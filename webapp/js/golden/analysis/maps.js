/** The maps of noise, early latents and pictures, and what a lasso holds. */
import { attr, h, icon, text } from '../../dom.js';
import { decimal, explain, number, percent, t } from '../../i18n.js';
import { prefs, store } from '../../store.js';
import { goldenApi } from '../api.js';
import { summary } from './map-view.js';

const MOST_SHOWN = 60;

export class Maps {
  constructor() {
    this.map = document.createElement('fl-golden-map');
    this.map.addEventListener('fl-selected', (e) => this.selected(e.detail));
    this.of = h('select', { 'aria-label': t('map.of'), on: { change: () => this.open(this.of.value) } });
    const button = (words, act, ...content) => h('button', { type: 'button', class: 'small', title: t(words), 'aria-label': t(words), on: { click: act } }, ...(content.length ? content : [t(words)]));
    this.lasso = h('button', { type: 'button', class: 'small toggle', 'aria-pressed': 'false', on: { click: () => this.toggle() } }, t('map.lasso'));
    this.trust = h('p', { class: 'muted small' });
    this.legend = h('p', { class: 'small map-legend', 'aria-hidden': 'true' }, h('span', { class: 'legend-golden' }, '★'), t('verdict.golden'), h('span', { class: 'legend-bad' }, '✕'), t('verdict.bad'), h('span', { class: 'legend-neither' }, '○'), t('verdict.neither'));
    this.words = h('p', { role: 'status' });
    this.copy = h('button', { type: 'button', class: 'small', on: { click: () => this.copySeeds() } }, t('map.copy'));
    this.clear = h('button', { type: 'button', class: 'small quiet', on: { click: () => this.map.choose([]) } }, t('map.clear'));
    this.pictures = h('div', { class: 'map-pictures' });
    this.selection = h('div', { class: 'map-selection', hidden: true }, h('div', { class: 'row' }, this.words, this.copy, this.clear), this.pictures);
    this.error = h('p', { class: 'error', role: 'alert' });
    this.content = [h('p', { class: 'muted small' }, t('map.how')), h('div', { class: 'row map-tools' }, this.of, this.lasso, button('map.inview', () => this.map.chooseInView()), h('span', { class: 'spacer' }),
      button('map.in', () => this.map.zoom(1.4), '+'), button('map.out', () => this.map.zoom(1 / 1.4), '−'), button('map.all', () => this.map.all()),
      button('map.png', () => this.map.savePng(this.file()), icon('download'), 'PNG'), button('map.svg', () => this.map.saveSvg(this.file()), icon('download'), 'SVG')), this.map, this.legend, this.trust, this.error, this.selection];
  }

  file() { return `golden-${this.of.value.replace(' ', '-')}`; }

  toggle() {
    this.map.lassoing = !this.map.lassoing;
    attr(this.lasso, 'aria-pressed', String(this.map.lassoing));
    attr(this.map, 'data-lasso', this.map.lassoing);
  }

  /** @param maps of the result  @param at its time, so that another result is read again */
  show(maps, at) {
    const mark = JSON.stringify([maps, at]);
    if (mark === this.mark) return;
    this.mark = mark;
    this.maps = maps;
    this.of.replaceChildren(...maps.map((m) => h('option', { value: `${m.of} ${m.method}` }, `${t(`map.${m.of}`)} · ${t(`map.${m.method}`)}`)));
    const last = prefs.get('golden.map');
    this.open([...this.of.options].some((o) => o.value === last) ? last : this.of.options[0]?.value);
  }

  async open(value) {
    if (!value) return;
    this.of.value = value;
    prefs.set('golden.map', value);
    const [of, method] = value.split(' ');
    const about = this.maps.find((m) => m.of === of && m.method === method);
    text(this.trust, typeof about?.trustworthiness === 'number' ? t('map.trust', { n: decimal(about.trustworthiness) }) : '');
    text(this.error, '');
    try {
      const { points } = await goldenApi.map(of, method);
      if (this.of.value !== value) return;
      this.points = points;
      this.map.show(points, `${t(`map.${of}`)} · ${t(`map.${method}`)}`);
    } catch (error) {
      text(this.error, explain(error));
    }
  }

  selected(indexes) {
    const points = indexes.map((i) => this.points[i]);
    this.selection.hidden = !points.length;
    if (!points.length) return;
    requestAnimationFrame(() => this.selection.scrollIntoView({ block: 'nearest' }));
    const { n, golden, bad, seeds } = this.sum = summary(points);
    text(this.words, t('map.selected', { n, golden, bad, share: percent(golden / n), seeds: number(seeds.length) }));
    this.pictures.replaceChildren(...points.slice(0, MOST_SHOWN).map((p) => h('span', { class: 'thumb', 'data-verdict': p.verdict, title: `#${p.seed} · ${p.prompt}` }, h('img', { src: p.image, alt: t('bench.picture', { n: '', seed: p.seed, state: t(`verdict.${p.verdict ?? 'none'}`) }), loading: 'lazy' }))),
      points.length > MOST_SHOWN ? h('span', { class: 'muted' }, `+${number(points.length - MOST_SHOWN)}`) : '');
  }

  async copySeeds() {
    try {
      await navigator.clipboard.writeText(this.sum.seeds.join('\n'));
      store.say(t('map.copied', { n: this.sum.seeds.length }), 'ok');
    } catch {
      store.say(t('map.nocopy'), 'error');
    }
  }
}
