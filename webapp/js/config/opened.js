/** What is said once a data set is open: how much is in it, what was left out, labels of before, the names that it offers. */
import { api } from '../api.js';
import { dataType } from '../classes.js';
import { h } from '../dom.js';
import { datasetName, itemsWords } from '../elements/status-line.js';
import { explain, number, said, t } from '../i18n.js';
import { refresh } from '../live.js';
import { format } from '../router.js';
import { store } from '../store.js';

const SHOWN_NAMES = 12;

export class Opened {
  /** @param reopen (request) => void opens the data set again, with other classes */
  constructor(reopen) {
    this.reopen = reopen;
    this.element = h('div', { class: 'offer', role: 'status', hidden: true });
  }

  show(answer, spec) {
    const { dataset, restored_labels: kept, truth, skipped = 0, notices = [] } = answer;
    const go = (words, kind = 'primary') => h('a', { class: `button ${kind}`, href: format('label') }, words);
    const facts = h('p', {}, t('config.opened', { name: datasetName(dataset), what: itemsWords({ dataset, data_type: answer.data_type ?? dataType() }) }));
    const actions = [];
    const names = truth?.available && !spec.classes?.length && truth.classes.length > 1 ? truth.classes : [];
    if (kept > 0) {
      facts.append(` ${t('config.restore', { n: kept })}`);
      const yes = h('button', { type: 'button', class: 'primary', on: { click: () => this.restore(yes) } }, t('config.restore.yes'));
      actions.push(yes, go(t('config.restore.no'), ''));
    } else actions.push(go(t('config.golabel'), names.length ? '' : 'primary'));
    this.element.replaceChildren(h('div', { class: 'offer-words' }, facts, this.skipped(skipped, notices), names.length > 0 && this.names(names, spec, kept > 0 ? '' : 'primary')), h('div', { class: 'row' }, actions));
    this.element.hidden = false;
    this.element.scrollIntoView({ block: 'nearest' });
    this.element.querySelector('.primary').focus();
  }

  skipped(skipped, notices) {
    if (!skipped && notices.length === 0) return null;
    return h('details', { class: 'offer-notices', open: notices.length <= 3 }, h('summary', {}, skipped ? t('config.skipped', { n: skipped }) : t('config.notices')),
      h('ul', { class: 'plain small' }, notices.map((words) => h('li', {}, said(words)))));
  }

  /** The names that the data set offers, as one click; labels of before have classes already. */
  names(names, spec, kind) {
    const some = names.slice(0, SHOWN_NAMES).join(t('list.comma'));
    return h('div', { class: 'offer-names' },
      h('button', { type: 'button', class: kind, on: { click: () => this.reopen({ ...spec, classes: names }) } }, t('config.truth', { n: names.length })),
      h('span', { class: 'muted small' }, names.length > SHOWN_NAMES ? t('config.truth.more', { names: some, n: number(names.length - SHOWN_NAMES) }) : some));
  }

  async restore(button) {
    button.disabled = true;
    try {
      const answer = await api.restoreLabels();
      refresh();
      this.element.replaceChildren(h('p', {}, t('config.restored', { n: answer.labeled_count })), h('a', { class: 'button primary', href: format('label') }, t('config.golabel')));
      this.element.querySelector('.primary').focus();
    } catch (error) {
      button.disabled = false;
      store.say(explain(error), 'error');
    }
  }
}
