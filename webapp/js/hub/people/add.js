/** A new account. Without a password one is made, and shown this once. */
import { h, text } from '../../dom.js';
import { t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { errorLine, field, secret, trouble } from '../parts.js';

export class AddAccount {
  constructor() {
    const input = (name, type, attrs) => h('input', { type, id: `add-${name}`, autocomplete: 'off', ...attrs });
    this.name = input('username', 'text', { autocapitalize: 'none', spellcheck: 'false', maxlength: 64, on: { input: () => text(this.nameError, '') } });
    this.shown = input('display', 'text', { maxlength: 100, dir: 'auto' });
    this.password = input('password', 'password', { autocomplete: 'new-password', placeholder: t('add.password.made'), on: { input: () => text(this.passwordError, '') } });
    this.role = h('select', { id: 'add-role' }, ['annotator', 'admin'].map((role) => h('option', { value: role }, t(`role.${role}`))));
    [this.nameError, this.passwordError, this.error] = [errorLine(), errorLine(), errorLine()];
    this.told = h('div', {});
    this.button = h('button', { type: 'submit', class: 'primary' }, t('add.go'));
    this.element = h('details', { class: 'add-account' }, h('summary', {}, t('add.title')), h('form', { on: { submit: (e) => { e.preventDefault(); this.send(); } } },
      h('div', { class: 'add-fields' }, field(t('add.username'), this.name, this.nameError), field(t('add.display'), this.shown), field(t('add.role'), this.role), field(t('add.password'), this.password, this.passwordError)), this.error, h('div', { class: 'row' }, this.button), this.told));
  }

  async send() {
    for (const line of [this.error, this.nameError, this.passwordError]) text(line, '');
    const username = this.name.value.trim();
    if (!username) {
      text(this.nameError, t('add.username.missing'));
      this.name.focus();
      return;
    }
    if (this.busy) return;
    this.busy = true;
    try {
      const made = await hubApi.addAccount({ username, role: this.role.value, display_name: this.shown.value.trim() || undefined, password: this.password.value || undefined });
      this.told.replaceChildren(made.password ? secret(made.password, t('people.password', { name: made.display_name || username })) : h('p', { class: 'ok', role: 'status' }, t('add.done', { name: username })));
      for (const input of [this.name, this.shown, this.password]) input.value = '';
      feeds.accounts.read();
    } catch (error) {
      const about = `${error.body?.field ?? ''} ${error.code}`;
      text(/password/.test(about) ? this.passwordError : /name/.test(about) ? this.nameError : this.error, trouble(error));
    } finally {
      this.busy = false;
    }
  }
}
