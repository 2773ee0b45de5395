/** One line above the cards while they are not simply the strategy's: what they are, and the way back. */
import { imageUrl } from '../api.js';
import { dataType, liveClasses } from '../classes.js';
import { h, icon, key } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { t } from '../i18n.js';
import { datasetId, store } from '../store.js';
import { session } from './session.js';

export class FlViewStrip extends FlElement {
  build() {
    this.className = 'view-strip';
    this.listen(session, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
  }

  update() {
    const view = session.views.current;
    const verify = !view && session.strategy === 'verify';
    this.hidden = !view && !verify;
    const mark = view ? `${view.kind} ${view.item?.id} ${view.q} ${view.offset} ${view.total}`
      : verify ? `${session.verify.class} ${session.verify.order} ${liveClasses().map((c) => c.words).join('\n')}` : '';
    if (mark === this.mark && this.firstChild) return;
    this.mark = mark;
    if (verify) this.replaceChildren(...this.verify());
    if (!view) return;
    const back = h('button', { type: 'button', class: 'small', on: { click: () => session.views.leave() } }, icon('back'), t('view.back'), key('Esc'));
    this.replaceChildren(back, ...this[view.kind](view));
  }

  /** Which class is being verified, from which end. */
  verify() {
    const classes = h('select', { 'aria-label': t('strategy.verify.class'), on: { change: (e) => session.setStrategy('verify', { class: Number(e.target.value) }) } },
      liveClasses().map((c) => h('option', { value: c.id, selected: c.id === session.verify.class }, c.words)));
    const orders = h('select', { 'aria-label': t('strategy.verify.order'), on: { change: (e) => session.setStrategy('verify', { class: session.verify.class, order: e.target.value }) } },
      ['high', 'low'].map((value) => h('option', { value, selected: value === session.verify.order }, t(`strategy.verify.${value}`))));
    return [h('span', {}, t('strategy.verify')), classes, orders];
  }

  described({ q }) { return [h('span', { class: 'ellipsis', dir: 'auto' }, t('view.described', { q }))]; }

  similar({ item }) {
    const words = h('span', { class: 'ellipsis', dir: 'auto' }, t('view.similar', { name: dataType() === 'text' ? (item.text ?? item.filename).slice(0, 80) : item.filename }));
    return dataType() === 'text' ? [words] : [h('img', { src: imageUrl(item.id, 128, datasetId()), alt: '' }), words];
  }

  search({ q, offset, total }) {
    const turn = (step, words, off) => h('button', { type: 'button', class: 'small quiet', disabled: off, on: { click: () => session.views.turn(step) } }, words);
    const last = Math.min(total, offset + session.batchSize);
    return [h('span', { class: 'ellipsis' }, total ? t('view.search', { q, from: offset + 1, to: last, total }) : t('view.search.none', { q })),
      ...(total > session.batchSize ? [turn(-1, t('view.before'), offset === 0), turn(1, t('view.after'), last >= total)] : [])];
  }
}
