/** The bar under the predictions: how many are selected, and as what they are confirmed. */
import { undo } from '../actions.js';
import { isBinary, isChoice, liveClasses } from '../classes.js';
import { h, icon, key, text } from '../dom.js';
import { t } from '../i18n.js';
import { groupTitle } from '../review/titles.js';
import { datasetId, store } from '../store.js';

export class ConfirmBar {
  /** @param act {confirm(as), selectAll(), clear(), find(anchor)} */
  constructor(act) {
    this.act = act;
    this.selected = h('span', { class: 'selected-count', role: 'status' });
    this.all = h('button', { type: 'button', class: 'quiet', on: { click: act.selectAll } }, t('auto.selectall'));
    this.clear = h('button', { type: 'button', class: 'quiet', on: { click: act.clear } }, t('auto.clear'));
    this.undo = h('button', { type: 'button', 'aria-label': t('label.undo'), on: { click: () => undo() } }, icon('undo'), h('span', { class: 'wide-only' }, t('label.undo')), key('U'));
    this.acts = h('div', { class: 'auto-acts' });
    this.element = h('div', { class: 'action-bar' }, this.selected, this.all, this.clear, h('span', { class: 'spacer' }), h('div', { class: 'actions' }, this.undo, this.acts));
  }

  build() {
    const button = (as, words, name, kind, k) => h('button', { type: 'button', class: kind, 'aria-label': name, on: { click: () => this.act.confirm(as) } }, h('span', { class: 'ellipsis' }, words), k && key(k));
    const predicted = button('predicted', t('auto.as.predicted'), t('auto.as.predicted'), 'primary', '⏎');
    if (!isChoice()) {
      return [button(1, t('auto.as.positive'), t('auto.as.positive.name'), 'positive', 'P'), button(0, t('auto.as.negative'), t('auto.as.negative.name'), 'negative', 'N'), predicted];
    }
    if (isBinary()) return [...[1, 0].map((id) => button(id, t('auto.as', { name: groupTitle(id) }), t('auto.as', { name: groupTitle(id) }), '', String(id))), predicted];
    const other = h('button', { type: 'button', on: { click: () => this.act.find(other) } }, t('auto.as.other'), icon('down'), key('0–9'));
    return [other, predicted];
  }

  /** @param count selected  @param shown how many cards there are */
  update(count, shown) {
    const mark = JSON.stringify([datasetId(), isChoice(), isBinary() && liveClasses().map((c) => c.words)]);
    if (mark !== this.mark) {
      this.mark = mark;
      this.acts.replaceChildren(...this.build());
    }
    text(this.selected, t('auto.selected', { n: count }));
    for (const button of this.acts.children) button.disabled = count === 0;
    this.clear.disabled = count === 0;
    this.all.disabled = shown === 0;
    this.undo.disabled = !store.status?.undo_available;
  }
}
