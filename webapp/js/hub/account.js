/** Who is logged in, in a popover: role, end of the session, another password, log out. */
import { attr, h, text } from '../dom.js';
import { ago, explain, moment, t } from '../i18n.js';
import { hubApi } from './api.js';
import { logout } from './live.js';
import { hub } from './store.js';

export class Account {
  constructor() {
    this.facts = h('div', { class: 'account-facts' });
    const field = (name, autocomplete) => h('input', { type: 'password', id: `account-${name}`, autocomplete, required: true });
    this.old = field('old', 'current-password');
    this.next = field('next', 'new-password');
    this.error = h('p', { class: 'field-error', role: 'alert' });
    this.done = h('p', { class: 'small ok', role: 'status' });
    const labelled = (input, words) => h('div', { class: 'field' }, h('label', { for: input.id }, words), input);
    this.form = h('details', { class: 'account-password' }, h('summary', {}, t('account.password')), h('form', { on: { submit: (e) => { e.preventDefault(); this.change(); } } },
      h('input', { type: 'text', autocomplete: 'username', class: 'visually-hidden', tabindex: '-1', 'aria-hidden': 'true' }),
      labelled(this.old, t('account.password.old')), labelled(this.next, t('account.password.new')), this.error, h('button', { type: 'submit', class: 'small' }, t('account.password.save')), this.done));
    this.out = h('button', { type: 'button', on: { click: () => this.leave() } }, t('account.logout'));
    this.outError = h('p', { class: 'field-error', role: 'alert' });
    this.element = h('div', { id: 'account', popover: 'auto', class: 'popover bottom account', role: 'region', 'aria-label': t('account.title') }, this.facts, this.form, this.out, this.outError);
  }

  update() {
    const { me } = hub;
    if (!me) return;
    this.facts.replaceChildren(h('p', { class: 'account-name' }, h('strong', {}, me.display_name || me.username), h('span', { class: 'tag' }, t(`role.${me.role}`))),
      me.display_name && me.display_name !== me.username && h('p', { class: 'muted small' }, me.username),
      me.expires_at && h('p', { class: 'muted small', title: moment(me.expires_at) }, t('account.expires', { when: ago(me.expires_at) })),
      me.demo && h('p', { class: 'small warning' }, t('account.demo')));
  }

  async change() {
    text(this.error, '');
    text(this.done, '');
    try {
      await hubApi.changePassword(this.old.value, this.next.value);
      text(this.done, t('account.password.done'));
      for (const input of [this.old, this.next]) input.value = '';
    } catch (error) {
      text(this.error, explain(error));
    }
  }

  async leave() {
    attr(this.out, 'aria-disabled', 'true');
    try {
      await logout();
      this.element.hidePopover();
    } catch (error) {
      text(this.outError, explain(error));
    } finally {
      attr(this.out, 'aria-disabled', null);
    }
  }
}
