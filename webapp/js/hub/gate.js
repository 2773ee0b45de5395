/** Stands before every page of the Data Hub. Who is not logged in finds the login in the page's place; the page waits behind it, with all that was typed. */
import { attr, h } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { t } from '../i18n.js';
import { format } from '../router.js';
import { elementOf, pagesOf } from '../workspaces.js';
import { Login } from './login.js';
import { hub, mayOpen } from './store.js';

export class FlHubGate extends FlElement {
  build() {
    this.login = new Login();
    this.panel = null;
    this.append(this.login.element);
    this.listen(hub, 'change', (e) => { if (['me', 'ended', 'errors'].some((name) => e.detail.has(name))) this.changed(); });
  }

  update() {
    const { me } = hub;
    const page = this.getAttribute('page');
    if (me && !mayOpen(page)) {
      location.replace(format(pagesOf('hub').find(mayOpen)));
      return;
    }
    this.login.element.hidden = Boolean(me);
    if (me) this.show(page, me);
    else {
      if (this.panel) attr(this.panel, 'hidden', true);
      this.login.update();
    }
  }

  /** What another person left is not shown. */
  show(page, me) {
    const back = this.panel?.hidden;
    if (this.panel && this.owner !== me.username) this.panel.remove();
    if (!this.panel?.isConnected) {
      this.owner = me.username;
      this.panel = h(elementOf(page), { id: 'panel', role: 'tabpanel', 'aria-label': t(`tab.${page}`) });
      this.append(this.panel);
    } else if (back) {
      this.panel.hidden = false;
      // What failed for want of a login is read again.
      this.panel.refresh?.();
    }
  }
}
