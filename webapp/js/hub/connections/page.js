/** Label Studio, Ollama, and the addresses they call. */
import { h } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { t } from '../../i18n.js';

export class FlHubConnections extends FlElement {
  build() {
    this.className = 'page hub-page';
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.connections')));
  }
}
