/** The Connections page: Label Studio, the language model, and the addresses that others call. */
import { h } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { explain, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { hubApi } from '../api.js';
import { Addresses } from './addresses.js';
import { Connection } from './connection.js';

export class FlHubConnections extends FlElement {
  build() {
    this.className = 'page hub-page';
    const changed = (answer) => this.accept(answer);
    this.outside = new Connection('label_studio', changed);
    this.ollama = new Connection('ollama', changed);
    this.addresses = new Addresses(() => this.refresh());
    this.end = h('div', { class: 'hub-end muted', role: 'status' }, t('hub.reading'));
    this.panels = h('div', { class: 'panels connections', hidden: true }, h('div', { class: 'panel-column' }, this.outside.element, this.ollama.element), h('div', { class: 'panel-column' }, this.addresses.element));
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.connections')), h('fl-notice'), h('div', { class: 'hub-scroll connections-scroll', 'data-scroller': true }, this.end, this.panels));
    this.refresh();
  }

  async refresh() {
    try {
      this.accept(await hubApi.connections());
    } catch (error) {
      if (error.lost) lost();
      this.end.replaceChildren(h('p', { class: 'error' }, explain(error), ' ', h('button', { type: 'button', class: 'small', on: { click: () => this.refresh() } }, t('hub.again'))));
    }
  }

  /** An answer to a change may be less than all. */
  accept(answer) {
    if (!answer?.label_studio || !answer?.ollama) {
      this.refresh();
      return;
    }
    this.end.replaceChildren();
    this.panels.hidden = false;
    this.outside.show(answer.label_studio, answer);
    this.ollama.show(answer.ollama, answer);
    this.addresses.show(answer);
  }
}
