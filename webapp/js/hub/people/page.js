/** The People page: accounts, who has how much, and who did what. */
import { h, icon } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { t } from '../../i18n.js';
import { parse } from '../../router.js';
import { feeds } from '../live.js';
import { hub } from '../store.js';
import { Accounts } from './accounts.js';
import { AddAccount } from './add.js';
import { Audit } from './audit.js';

export class FlHubPeople extends FlElement {
  build() {
    this.className = 'page hub-page';
    this.accounts = new Accounts();
    this.add = new AddAccount();
    this.audit = new Audit();
    const panel = (title, symbol, ...content) => h('section', { class: 'panel', 'aria-label': t(title) }, h('h2', {}, icon(symbol), t(title)), ...content);
    this.scroller = h('div', { class: 'hub-scroll', 'data-scroller': true }, h('div', { class: 'hub-wide people' }, panel('people.accounts', 'person', ...this.accounts.content, this.add.element), panel('audit.title', 'numbers', ...this.audit.content)));
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.people')), h('fl-notice'), this.scroller);
    this.listen(hub, 'change', (e) => { if (['accounts', 'datasets', 'errors'].some((name) => e.detail.has(name))) this.changed(); });
    this.seen = new IntersectionObserver((found) => { if (found.some((f) => f.isIntersecting)) this.audit.more(); }, { root: this.scroller, rootMargin: '300px' });
    this.seen.observe(this.audit.end);
    this.onParams(parse(location.hash).params);
    this.refresh();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.seen?.disconnect();
  }

  onParams(params) { this.audit.show(params); }

  refresh() {
    feeds.accounts.read();
    feeds.datasets.read();
    this.audit.restart();
  }

  update() { this.accounts.update(); }
}
