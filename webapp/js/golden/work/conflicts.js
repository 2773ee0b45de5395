/** Somebody else judged a group first: who, and whose decision is to hold. */
import { h } from '../../dom.js';
import { explain, t } from '../../i18n.js';

export class Conflicts {
  /** @param settle (conflict, replace) */
  constructor(settle) {
    this.settle = settle;
    this.element = h('div', { class: 'conflicts' });
  }

  show(list) {
    if (list === this.list) return;
    this.list = list;
    this.element.replaceChildren(...list.map((one) => h('div', { class: 'conflict', role: 'alert' },
      h('p', {}, one.prompt && h('q', { class: 'ellipsis' }, one.prompt.prompt), h('span', {}, explain(one.error))),
      h('div', { class: 'row' }, h('button', { type: 'button', on: { click: () => this.settle(one, false) } }, t('conflict.keep')),
        h('button', { type: 'button', on: { click: () => this.settle(one, true) } }, t('conflict.replace', { golden: one.entry.body.golden?.length ?? 0 }))))));
  }
}
