/** Which data set a page is about: the address's, else the last one, else the newest. */
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { prefs } from '../store.js';
import { choose } from '../golden/setup/field.js';
import { datasetOf, hub } from './store.js';

const KEPT = 'hub.dataset';

/** @param asked the id in the address */
export const chosenDataset = (asked) => datasetOf(asked) ?? (asked ? null : datasetOf(prefs.get(KEPT)) ?? hub.datasets?.[0] ?? null);

export const keepDataset = (id) => prefs.set(KEPT, id);

export class Picker {
  /** @param pick (id) after somebody chose */
  constructor(pick) {
    this.element = h('select', { class: 'hub-picker', 'aria-label': t('hub.dataset'), on: { change: () => { keepDataset(this.element.value); pick(this.element.value); } } });
  }

  show(id) {
    choose(this.element, (hub.datasets ?? []).map((d) => [String(d.id), d.name]), id);
    this.element.hidden = !hub.datasets?.length;
  }
}
