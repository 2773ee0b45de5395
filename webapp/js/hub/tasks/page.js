/** The tasks of a data set. */
import { h } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { t } from '../../i18n.js';

export class FlHubTasks extends FlElement {
  build() {
    this.className = 'page hub-page';
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.tasks')));
  }
}
