/** What others are given: the webhook that Label Studio calls, and FastLabel as its ML backend. */
import { h, icon, text } from '../../dom.js';
import { t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { attempt, copyable, errorLine, secret } from '../parts.js';

export class Addresses {
  constructor(changed) {
    this.hook = h('div', {});
    this.hookError = errorLine();
    this.hookSecret = h('div', {});
    this.hookSaid = h('p', { class: 'ok small', role: 'status' });
    this.register = h('button', { type: 'button', on: { click: async () => {
      const answer = await attempt(this.register, this.hookError, () => hubApi.registerWebhook());
      if (!answer) return;
      text(this.hookSaid, t('webhook.done'));
      this.hookSecret.replaceChildren(answer.secret ? secret(answer.secret, t('webhook.secret', { header: answer.header ?? '' })) : '');
      changed();
    } } }, t('webhook.register'));
    this.backend = h('div', {});
    this.backendError = errorLine();
    this.told = h('div', {});
    this.make = h('button', { type: 'button', on: { click: async () => {
      const answer = await attempt(this.make, this.backendError, () => hubApi.backendPassword());
      if (!answer) return;
      this.told.replaceChildren(secret(answer.password, t('backend.password', { name: answer.username })));
      changed();
    } } });
    const panel = (title, symbol, ...content) => h('section', { class: 'panel', 'aria-label': t(title) }, h('h2', {}, icon(symbol), t(title)), ...content);
    this.publicNote = h('p', { class: 'notice-box warning small' });
    this.element = h('div', { class: 'panel-column' }, this.publicNote, panel('webhook.title', 'play', h('p', { class: 'muted' }, t('webhook.more')), this.hook, this.hookError, h('div', { class: 'row' }, this.register), this.hookSaid, this.hookSecret),
      panel('backend.title', 'chip', h('p', { class: 'muted' }, t('backend.more')), this.backend, this.backendError, h('div', { class: 'row' }, this.make), this.told));
  }

  show({ webhook = {}, ml_backend: backend = {}, public_url: own, label_studio: outside }) {
    this.publicNote.hidden = Boolean(own);
    text(this.publicNote, t('connections.public'));
    this.hook.replaceChildren(webhook.url ? copyable(webhook.url) : h('p', { class: 'muted small' }, t('connections.noaddress')));
    this.register.disabled = !webhook.url || !outside?.base_url;
    this.backend.replaceChildren(backend.url ? copyable(backend.url) : h('p', { class: 'muted small' }, t('connections.noaddress')), h('p', { class: 'small' }, t(backend.password_set ? 'backend.user' : 'backend.user.none', { name: backend.username ?? '–' })));
    text(this.make, t(backend.password_set ? 'backend.again' : 'backend.make'));
  }
}
