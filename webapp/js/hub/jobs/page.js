/** What runs in the background. */
import { h } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { t } from '../../i18n.js';

export class FlHubJobs extends FlElement {
  build() {
    this.className = 'page hub-page';
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.jobs')));
  }
}
