/** The Data sets page: all of them, a new one, or one that is open. */
import { h, icon } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { emptyState } from '../../elements/empty.js';
import { explain, t } from '../../i18n.js';
import { format, go, parse } from '../../router.js';
import { feeds } from '../live.js';
import { datasetOf, hub } from '../store.js';
import { DatasetCard } from './card.js';
import { Create } from './create.js';
import { OpenDataset } from './open.js';

/** A form that was begun is there again after a look at another page. */
let begun = null;

export class FlHubData extends FlElement {
  build() {
    this.className = 'page hub-page';
    this.cards = new Map();
    this.list = h('ul', { class: 'set-list' });
    this.end = h('div', { class: 'hub-end', role: 'status' });
    this.new = h('a', { class: 'button primary', href: format('data', { new: 1 }) }, icon('plus'), t('data.new'));
    this.tools = h('div', { class: 'hub-tools' }, this.new);
    this.all = h('div', { class: 'hub-wide' }, this.tools, this.list, this.end);
    this.place = h('div', { class: 'hub-scroll', 'data-scroller': true });
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.data')), h('fl-notice'), this.place);
    this.listen(hub, 'change', (e) => { if (['datasets', 'accounts', 'running', 'errors'].some((name) => e.detail.has(name))) this.changed(); });
    this.listen(window, 'fl-hub-job', (e) => this.open?.accept(e.detail));
    this.listen(window, 'fl-hub-begun', () => this.open?.refresh());
    this.onParams(parse(location.hash).params);
    feeds.datasets.read();
    feeds.accounts.read();
  }

  refresh() {
    feeds.datasets.read();
    feeds.accounts.read();
    this.open?.refresh();
  }

  onParams(params) {
    const mode = params.dataset ? 'open' : params.new ? 'new' : 'all';
    if (mode !== this.mode || params.dataset !== this.asked) this.place.scrollTop = 0;
    Object.assign(this, { mode, asked: params.dataset });
    if (mode === 'new' && (!begun || begun.made)) begun = new Create();
    if (mode === 'open') this.open ??= new OpenDataset();
    if (mode === 'all') this.place.replaceChildren(this.all);
    else if (mode === 'new') {
      this.place.replaceChildren(h('div', { class: 'hub-column' }, begun.element));
      begun.name.focus();
    }
    this.update();
  }

  update() {
    if (this.mode === 'open') this.showOpen();
    else if (this.mode === 'all') this.showAll();
  }

  showOpen() {
    const set = datasetOf(this.asked);
    if (set) {
      this.open.show(set);
      if (this.place.firstChild !== this.open.element) this.place.replaceChildren(this.open.element);
    } else this.place.replaceChildren(hub.datasets ? emptyState(t('data.gone'), null, h('a', { class: 'button primary', href: format('data') }, t('data.back'))) : this.waiting());
  }

  waiting() {
    const error = hub.errors.datasets;
    return error ? emptyState(explain(error), null, h('button', { type: 'button', on: { click: () => feeds.datasets.read() } }, t('hub.again'))) : h('p', { class: 'muted hub-end' }, t('hub.reading'));
  }

  showAll() {
    const sets = hub.datasets ?? [];
    const cards = sets.map((d) => {
      if (!this.cards.has(d.id)) this.cards.set(d.id, new DatasetCard());
      const card = this.cards.get(d.id);
      card.show(d, hub.running.find((job) => job.dataset_id === d.id));
      return card.element;
    });
    if (cards.length !== this.list.children.length || cards.some((card, i) => card !== this.list.children[i])) this.list.replaceChildren(...cards);
    this.tools.hidden = hub.datasets?.length === 0;
    if (!hub.datasets) this.end.replaceChildren(this.waiting());
    else this.end.replaceChildren(sets.length ? '' : emptyState(t('hub.none.title'), t('hub.none.more'), h('button', { type: 'button', class: 'primary', on: { click: () => go('data', { new: 1 }) } }, t('hub.none.go'))));
  }
}
