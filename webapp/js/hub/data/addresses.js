/** The signed addresses by which Label Studio's pages show pictures and sounds: all that were given can be ended at once. */
import { attr, h, text } from '../../dom.js';
import { t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { attempt, errorLine } from '../parts.js';

export class Addresses {
  constructor() {
    this.button = h('button', { type: 'button', on: { click: () => this.send() } }, t('addresses.go'));
    this.said = h('p', { class: 'small ok', role: 'status' });
    this.error = errorLine();
    this.element = h('details', { class: 'panel' }, h('summary', {}, t('addresses.title')), h('p', { class: 'small' }, t('addresses.words')), this.error, this.said, h('div', { class: 'row' }, this.button));
  }

  show(dataset) {
    if (this.dataset?.id !== dataset.id) {
      text(this.said, '');
      text(this.error, '');
      this.element.open = false;
    }
    this.dataset = dataset;
    attr(this.element, 'hidden', dataset.kind === 'text');
  }

  async send() {
    const { dataset } = this;
    text(this.said, '');
    const answer = await attempt(this.button, this.error, () => hubApi.revokeAddresses(dataset.id));
    if (answer && dataset.id === this.dataset.id) text(this.said, t('addresses.done'));
  }
}
