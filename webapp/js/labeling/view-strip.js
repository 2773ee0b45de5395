/** One line above the cards while they are not the strategy's: what they are, and the way back. */
import { imageUrl } from '../api.js';
import { dataType } from '../classes.js';
import { h, icon, key } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { t } from '../i18n.js';
import { datasetId } from '../store.js';
import { session } from './session.js';

export class FlViewStrip extends FlElement {
  build() {
    this.className = 'view-strip';
    this.listen(session, 'change', () => this.changed());
  }

  update() {
    const view = session.views.current;
    this.hidden = !view;
    const mark = view ? `${view.kind} ${view.item?.id} ${view.q} ${view.offset} ${view.total}` : '';
    if (mark === this.mark && this.firstChild) return;
    this.mark = mark;
    if (!view) return;
    const back = h('button', { type: 'button', class: 'small', on: { click: () => session.views.leave() } }, icon('back'), t('view.back'), key('Esc'));
    this.replaceChildren(back, ...(view.kind === 'similar' ? this.similar(view.item) : this.search(view)));
  }

  similar(item) {
    const words = h('span', { class: 'ellipsis', dir: 'auto' }, t('view.similar', { name: dataType() === 'text' ? (item.text ?? item.filename).slice(0, 80) : item.filename }));
    return dataType() === 'text' ? [words] : [h('img', { src: imageUrl(item.id, 128, datasetId()), alt: '' }), words];
  }

  search({ q, offset, total }) {
    const turn = (step, words, off) => h('button', { type: 'button', class: 'small quiet', disabled: off, on: { click: () => session.views.turn(step) } }, words);
    const last = Math.min(total, offset + session.batchSize);
    return [h('span', { class: 'ellipsis' }, total ? t('view.search', { q, from: offset + 1, to: last, total }) : t('view.search.none', { q })),
      turn(-1, t('view.before'), offset === 0), turn(1, t('view.after'), last >= total)];
  }
}
