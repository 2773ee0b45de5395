/** Accounts, workloads, and the audit. */
import { h } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { t } from '../../i18n.js';

export class FlHubPeople extends FlElement {
  build() {
    this.className = 'page hub-page';
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.people')));
  }
}
