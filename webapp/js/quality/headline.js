/** One estimate in large figures, each explained in one sentence. */
import { h, text } from '../dom.js';
import { number, percent, t } from '../i18n.js';

export class Headline {
  /** @param name 'holdout' or 'cross' */
  constructor(name) {
    this.name = name;
    this.figure = h('strong', { class: 'headline-figure' });
    this.range = h('span', { class: 'headline-range muted' });
    this.facts = h('dl', { class: 'headline-facts' });
    this.how = h('p', { class: 'muted small' });
    this.element = h('section', { class: `panel headline ${name}`, 'aria-label': t(`quality.${name}`) },
      h('h2', {}, t(`quality.${name}`)), h('p', { class: 'headline-line' }, this.figure, this.range), this.how, this.facts);
  }

  /** @param share of the labels that is held out, if that is what this is about */
  show(estimate, share) {
    const mark = JSON.stringify([estimate, share]);
    if (mark === this.mark) return;
    this.mark = mark;
    const none = !estimate;
    text(this.figure, none ? '–' : percent(estimate.accuracy));
    text(this.range, none ? '' : t('quality.range', { low: Math.round(estimate.low * 100), high: Math.round(estimate.high * 100) }));
    text(this.how, t(none && share === 0 ? 'quality.holdout.off' : none ? `quality.${this.name}.none` : `quality.${this.name}.how`));
    const fact = (key, value) => h('div', {}, h('dt', {}, t(`quality.${key}`)), h('dd', {}, h('strong', {}, value), h('span', { class: 'muted small' }, t(`quality.${key}.how`))));
    const share2 = (value) => (typeof value === 'number' ? percent(value) : '–');
    this.facts.replaceChildren(...(none ? [] : [fact('f1', share2(estimate.f1)), fact('ece', typeof estimate.ece === 'number' ? number(estimate.ece, 3) : '–'), fact('labels', number(estimate.labels))]));
  }
}
