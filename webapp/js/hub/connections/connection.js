/** One connection: its address and what goes with it, a test that says of each part whether it is right and what to do. */
import { attr, h, icon, text } from '../../dom.js';
import { has, said, t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { attempt, errorLine, field, trouble } from '../parts.js';
import { fieldOf, settingsOf } from './form.js';

const FIELDS = {
  label_studio: { base_url: { type: 'url', placeholder: 'https://label.example.org' }, token: { type: 'password', autocomplete: 'off' }, project_id: { type: 'number', min: 1, step: 1 } },
  ollama: { base_url: { type: 'url', placeholder: 'http://ollama.example.org:11434' }, model: { type: 'text' }, timeout_seconds: { type: 'number', min: 1, step: 1 } },
};

export class Connection {
  /** @param changed (answer) with the connections as they are then */
  constructor(which, changed) {
    Object.assign(this, { which, changed });
    this.fields = Object.fromEntries(Object.entries(FIELDS[which]).map(([name, attrs]) => {
      const input = h('input', { id: `${which}-${name}`, spellcheck: 'false', autocapitalize: 'none', ...attrs, on: { input: () => { this.dirty = true; text(line, ''); attr(input, 'aria-invalid', null); this.update(); } } });
      const line = errorLine();
      const note = h('p', { class: 'muted small' });
      return [name, { input, line, note, element: field(t(`connections.${name}`), input, note, line) }];
    }));
    this.from = h('span', { class: 'tag' });
    this.error = errorLine();
    this.checks = h('ul', { class: 'checks', role: 'status' });
    this.save = h('button', { type: 'submit' }, t('hub.save'));
    this.test = h('button', { type: 'button', on: { click: () => this.try() } }, t('connections.test'));
    this.back = h('button', { type: 'button', class: 'quiet', hidden: true, on: { click: () => this.forget() } }, t('connections.back'));
    this.element = h('form', { class: 'panel connection', novalidate: true, 'aria-label': t(`connections.${which}`), on: { submit: (e) => { e.preventDefault(); this.send(); } } },
      h('h2', {}, icon('link'), t(`connections.${which}`), this.from), h('p', { class: 'muted' }, t(`connections.${which}.more`)), Object.values(this.fields).map((f) => f.element), this.error, h('div', { class: 'row' }, this.save, this.test, this.back), this.checks);
  }

  show(state, all) {
    this.state = state;
    if (!this.dirty) for (const [name, { input }] of Object.entries(this.fields)) if (name !== 'token') input.value = state[name] ?? '';
    text(this.from, t(`connections.from.${['environment', 'page'].includes(state.from) ? state.from : 'none'}`));
    attr(this.from, 'data-from', state.from);
    const hosts = all.allowed_hosts ?? [];
    text(this.fields.base_url.note, t(hosts.length ? 'connections.hosts' : 'connections.hosts.none', { hosts: hosts.join(t('list.comma')) }));
    if (this.fields.token) {
      attr(this.fields.token.input, 'placeholder', state.token_set ? '••••••••' : null);
      text(this.fields.token.note, state.token_set ? t('connections.token.set', { kind: has(`connections.token.${state.token_kind}`) ? t(`connections.token.${state.token_kind}`) : '' }) : t('connections.token.more'));
      text(this.fields.project_id.note, t('connections.project.more'));
    }
    this.update();
  }

  update() {
    attr(this.save, 'disabled', !this.dirty);
    this.save.classList.toggle('primary', Boolean(this.dirty));
    attr(this.test, 'disabled', !this.state?.base_url || this.dirty);
    attr(this.test, 'title', this.dirty ? t('connections.test.save') : null);
    this.back.hidden = this.state?.from !== 'page';
  }

  async send() {
    for (const { line } of Object.values(this.fields)) text(line, '');
    text(this.error, '');
    this.checks.replaceChildren();
    const typed = Object.fromEntries(Object.entries(this.fields).map(([name, { input }]) => [name, input.value]));
    try {
      const answer = await hubApi.connect(this.which, settingsOf(this.which, typed));
      this.dirty = false;
      if (this.fields.token) this.fields.token.input.value = '';
      this.changed(answer);
    } catch (error) {
      const about = this.fields[fieldOf(error)];
      text(about?.line ?? this.error, trouble(error));
      if (about) {
        attr(about.input, 'aria-invalid', 'true');
        about.input.focus();
      }
    }
  }

  async forget() {
    const answer = await attempt(this.back, this.error, () => hubApi.disconnect(this.which));
    if (!answer) return;
    this.dirty = false;
    this.checks.replaceChildren();
    this.changed(answer);
  }

  async try() {
    this.checks.replaceChildren(h('li', { class: 'muted' }, t('connections.testing')));
    const answer = await attempt(this.test, this.error, () => hubApi.testConnection(this.which));
    this.checks.replaceChildren(...(answer?.checks ?? []).map(({ check, ok, detail, advice }) => h('li', { 'data-ok': ok }, h('span', { class: 'check-mark', 'aria-hidden': 'true' }, icon(ok ? 'check' : 'close')),
      h('span', {}, h('strong', {}, has(`check.${check}`) ? t(`check.${check}`) : check), h('span', { class: 'visually-hidden' }, t(ok ? 'check.ok' : 'check.bad')), ' ', h('span', { class: 'muted' }, said(detail)), !ok && advice && h('span', { class: 'check-advice' }, said(advice))))));
  }
}
