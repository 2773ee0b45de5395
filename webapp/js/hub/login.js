/** The login, in the place of a page. */
import { attr, h, icon, text } from '../dom.js';
import { explain, has, t } from '../i18n.js';
import { hubApi } from './api.js';
import { login, readMe } from './live.js';
import { hub } from './store.js';

export class Login {
  constructor() {
    const field = (name, type, autocomplete) => h('input', { id: `login-${name}`, name, type, autocomplete, autocapitalize: 'none', spellcheck: 'false', required: true, on: { input: () => this.complain(null) } });
    this.name = field('username', 'text', 'username');
    this.password = field('password', 'password', 'current-password');
    this.error = h('p', { class: 'field-error', role: 'alert', id: 'login-error' });
    attr(this.password, 'aria-describedby', 'login-error');
    this.button = h('button', { type: 'submit', class: 'primary' }, t('login.go'));
    this.why = h('p', { class: 'login-why', role: 'status' });
    this.demo = h('div', { class: 'login-demo', hidden: true });
    this.form = h('form', { class: 'panel login-form', 'aria-label': t('login.title'), on: { submit: (e) => { e.preventDefault(); this.send(); } } },
      h('h2', {}, icon('person'), t('login.title')), this.why,
      h('div', { class: 'field' }, h('label', { for: this.name.id }, t('login.username')), this.name),
      h('div', { class: 'field' }, h('label', { for: this.password.id }, t('login.password')), this.password, this.error),
      this.button, this.demo);
    this.again = h('button', { type: 'button', on: { click: () => readMe() } }, t('hub.again'));
    this.waiting = h('div', { class: 'login-wait' }, this.words = h('p', { class: 'muted', role: 'status' }), this.again);
    this.element = h('div', { class: 'login' }, this.form, this.waiting);
  }

  update() {
    const known = hub.me === null;
    this.form.hidden = !known;
    this.waiting.hidden = known;
    text(this.words, hub.errors.me ? explain(hub.errors.me) : t('status.connecting'));
    this.again.hidden = !hub.errors.me;
    const ended = hub.ended && hub.ended !== 'login-required' && has(`login.ended.${hub.ended}`) ? t(`login.ended.${hub.ended}`) : hub.ended ? t('login.ended') : t('login.why');
    text(this.why, ended);
    attr(this.why, 'data-ended', Boolean(hub.ended));
    if (known && !this.asked) this.askDemo();
    if (known && document.activeElement === document.body) this.name.focus();
  }

  /** On a server that only this machine reaches, everybody may try the accounts of the example. */
  async askDemo() {
    this.asked = true;
    try {
      const { accounts = [] } = await hubApi.demoAccounts();
      this.demo.hidden = !accounts.length;
      this.demo.replaceChildren(h('p', { class: 'muted small' }, t('login.demo')), h('div', { class: 'row' }, accounts.map(({ username, password }) =>
        h('button', { type: 'button', class: 'small', on: { click: () => this.fill(username, password) } }, `${username} / ${password}`))));
    } catch { /* then there are none to show */ }
  }

  fill(username, password) {
    this.name.value = username;
    this.password.value = password;
    this.send();
  }

  async send() {
    if (this.busy) return;
    const username = this.name.value.trim();
    if (!username || !this.password.value) {
      this.complain(t('login.both'));
      (username ? this.password : this.name).focus();
      return;
    }
    const password = this.password.value;
    this.wait(true);
    try {
      await login(username, password);
      this.password.value = '';
    } catch (error) {
      this.complain(explain(error));
      if (this.password.value === password) this.password.select();
    } finally {
      this.wait(false);
    }
  }

  wait(busy) {
    this.busy = busy;
    attr(this.button, 'aria-disabled', busy ? 'true' : null);
    text(this.button, t(busy ? 'login.going' : 'login.go'));
  }

  complain(words) {
    text(this.error, words ?? '');
    attr(this.password, 'aria-invalid', words ? 'true' : null);
  }
}
