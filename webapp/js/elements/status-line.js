/** The line at the bottom: what is open, what it runs on, how far one is. Always true, each part leads somewhere. */
import { dataType } from '../classes.js';
import { attr, h, text } from '../dom.js';
import { number, percent, t } from '../i18n.js';
import { format } from '../router.js';
import { store } from '../store.js';
import { FlElement } from './base.js';
import { sparkline } from './curve.js';

/** The data set's name in the reader's words. */
export function datasetName(dataset) {
  if (!dataset) return '';
  return dataset.type === 'sample' ? t('status.sample', { name: t('name.sample') }) : dataset.name;
}

/** "6,000 pictures", "500 sounds" or "900 texts". */
export function itemsWords(status) {
  const n = status.dataset?.count ?? 0;
  const type = dataType(status);
  if (type === 'audio') return t('status.items.audio', { n });
  return t(type === 'text' ? 'status.items.text' : 'status.items', { n });
}

/** "cpu bfloat16" */
const deviceWords = (checkpoint) => [checkpoint?.device, checkpoint?.precision].filter(Boolean).join(' ');

/** "re-embedding: 1,234 of 30,000" */
const switchWords = (next) => (!next ? '' : next.total > 0 ? t('switch.line', { done: next.done, total: next.total }) : t('switch.line.begins'));

export class FlStatusLine extends FlElement {
  build() {
    attr(this, 'role', 'contentinfo');
    attr(this, 'aria-label', t('status.label'));
    const link = (page, className, params) => h('a', { href: format(page, params), class: `status-part ${className}` });
    this.source = link('config', 'status-name');
    this.items = link('config', 'status-items');
    this.model = link('config', 'status-model', { part: 'model' });
    this.device = link('config', 'status-device', { part: 'model' });
    this.switching = link('config', 'status-switch', { part: 'model' });
    this.labelled = link('review', 'status-labelled');
    this.accuracy = h('button', { type: 'button', class: 'status-part status-accuracy', popovertarget: 'curve' });
    this.words = h('span', {});
    this.spark = h('span', { class: 'spark-place' });
    this.accuracy.append(this.words, this.spark);
    this.pulse = h('span', { class: 'status-part pulse', role: 'status' });
    this.curve = document.createElement('fl-curve');
    this.append(this.source, this.items, this.model, this.device, this.switching, this.labelled, this.accuracy, this.pulse,
      h('div', { id: 'curve', popover: 'auto', class: 'popover bottom' }, this.curve));
    this.listen(store, 'change', (e) => { if (!e.detail.has('notice') || e.detail.size > 1) this.changed(); });
    this.drawCurve();
  }

  drawCurve() {
    this.drawn = store.curve;
    this.curve.setPoints(store.curve);
    this.spark.replaceChildren(...(store.curve.length ? [sparkline(store.curve)] : []));
  }

  update() {
    const { status } = store;
    attr(this, 'data-connecting', !status);
    attr(this, 'data-lost', store.connection === 'lost');
    this.accuracy.hidden = !status;
    if (!status) {
      text(this.source, t('status.connecting'));
      return;
    }
    const { dataset, checkpoint, accuracy } = status;
    part(this.source, datasetName(dataset), t('status.dataset', { name: dataset?.path ?? datasetName(dataset) }));
    part(this.items, itemsWords(status));
    part(this.model, checkpoint?.name ?? '', t('status.model', { name: checkpoint?.name }));
    part(this.device, deviceWords(checkpoint), t('status.device', { name: deviceWords(checkpoint) }));
    const next = checkpoint?.switching?.state === 'failed' ? null : checkpoint?.switching;
    part(this.switching, switchWords(next), next ? t('switch.line.more', { name: next.id }) : null);
    part(this.labelled, t('status.labelled', { n: status.labeled_count ?? 0 }));
    text(this.words, accuracy ? t('status.accuracy', {
      acc: percent(accuracy.accuracy), low: number(Math.round(accuracy.low * 100)), high: number(Math.round(accuracy.high * 100)),
    }) : t('status.noaccuracy'));
    attr(this.accuracy, 'aria-label', `${this.words.textContent}. ${t('status.curve')}`);
    const learning = Boolean(status.training || store.busy || store.triggered);
    text(this.pulse, learning ? t('status.training') : '');
    attr(this.pulse, 'data-on', learning);
    if (this.drawn !== store.curve) this.drawCurve();
  }
}

function part(element, words, title) {
  text(element, words);
  attr(element, 'title', title);
  element.hidden = !words;
}
