/** The tabs of the workspace: real links, so that they can be opened, copied and reached by keyboard. */
import { attr, h, text } from '../dom.js';
import { number, t } from '../i18n.js';
import { hub, mayOpen } from '../hub/store.js';
import { format, parse } from '../router.js';
import { prefs, store } from '../store.js';
import { pagesOf } from '../workspaces.js';
import { FlElement } from './base.js';

export class FlTabs extends FlElement {
  build() {
    attr(this, 'role', 'tablist');
    this.tabs = [];
    this.listen(this, 'keydown', (e) => this.arrows(e));
    this.listen(window, 'hashchange', () => this.changed());
    this.listen(hub, 'change', (e) => { if (e.detail.has('me')) { this.workspace = null; this.changed(); } });
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
  }

  /** The tabs of this workspace. */
  make(workspace) {
    this.workspace = workspace;
    attr(this, 'aria-label', t(`tabs.${workspace}`));
    this.tabs = pagesOf(workspace).filter(mayOpen).map((page) => {
      const count = h('span', { class: 'tab-count', 'aria-hidden': 'true' });
      const link = h('a', { role: 'tab', href: format(page), 'data-page': page, 'aria-controls': 'panel', 'aria-label': t(`tab.${page}`) }, h('span', { class: 'seg-text', 'data-text': t(`tab.${page}`) }, t(`tab.${page}`)), page === 'review' && count);
      link.count = count;
      return link;
    });
    this.replaceChildren(...this.tabs);
  }

  arrows(event) {
    const at = this.tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    this.tabs.at(to % this.tabs.length).focus();
  }

  update() {
    const { workspace, page } = parse(location.hash);
    if (workspace !== this.workspace) this.make(workspace);
    const moved = page !== this.page;
    this.page = page;
    for (const tab of this.tabs) {
      const here = tab.dataset.page === page;
      attr(tab, 'aria-selected', String(here));
      attr(tab, 'aria-current', here ? 'page' : null);
      // A tab comes back to where one was in it.
      const kept = prefs.get(`params.${tab.dataset.page}`);
      attr(tab, 'href', format(tab.dataset.page, here ? {} : kept ?? {}));
    }
    // On a narrow screen the row scrolls; the tab one is on is in view.
    if (moved) requestAnimationFrame(() => this.tab(page)?.scrollIntoView({ block: 'nearest', inline: 'center' }));
    const labelled = store.status?.labeled_count ?? 0;
    const review = this.tab('review');
    if (review) text(review.count, labelled ? number(labelled) : '');
  }

  tab(page) { return this.tabs.find((tab) => tab.dataset.page === page); }
}
