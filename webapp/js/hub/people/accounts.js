/** The accounts as a table: role, last login, workload; disable, another password, end all sessions. */
import { attr, h, icon, text } from '../../dom.js';
import { explain, number, t } from '../../i18n.js';
import { format } from '../../router.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { openMenu } from '../menu.js';
import { attempt, errorLine, secret, when } from '../parts.js';
import { hub } from '../store.js';
import { workloads } from './workload.js';

/** Beyond this many data sets the sums would cost more than they tell. */
const SUMMED = 25;

export class Accounts {
  constructor() {
    this.body = h('tbody', {});
    const column = (name) => h('th', { scope: 'col', class: `account-${name}` }, h('span', { class: name === 'tools' ? 'visually-hidden' : null }, t(`people.col.${name}`)));
    this.table = h('table', { class: 'figures accounts' }, h('thead', {}, h('tr', {}, ['name', 'role', 'work', 'login', 'tools'].map(column))), this.body);
    this.wait = h('p', { class: 'muted', role: 'status' }, t('hub.reading'));
    this.told = h('div', {});
    this.error = errorLine();
    this.content = [this.wait, h('div', { class: 'table-scroll' }, this.table), this.told, this.error];
  }

  update() {
    const { accounts } = hub;
    this.table.hidden = !accounts;
    this.wait.hidden = Boolean(accounts);
    if (!accounts) {
      text(this.wait, hub.errors.accounts ? explain(hub.errors.accounts) : t('hub.reading'));
      return;
    }
    this.sum();
    const mark = JSON.stringify([accounts, this.work]);
    if (mark === this.mark) return;
    this.mark = mark;
    this.body.replaceChildren(...accounts.map((a) => this.row(a)));
  }

  /** Once per reading of the data sets. */
  async sum() {
    if (!hub.datasets || hub.datasets === this.summed) return;
    this.summed = hub.datasets;
    try {
      const all = await Promise.all(hub.datasets.slice(0, SUMMED).map((d) => hubApi.stats(d.id)));
      this.work = workloads(all.map((s) => s.by_annotator ?? []));
      this.update();
    } catch { /* then the column stays empty */ }
  }

  row(account) {
    const { username, display_name: name, role, active, demo, last_login: login, locked_until: locked } = account;
    const shown = name || username;
    const work = this.work?.[username];
    const act = (words, label, symbol, call) => h('button', { type: 'button', class: 'quiet small', 'aria-label': label, on: { click: (e) => call(e.currentTarget) } }, symbol && icon(symbol), words);
    const own = username === hub.me?.username;
    const more = (button) => openMenu(button, shown, [
      { words: t('people.reset'), act: () => this.reset(account) },
      { words: t('people.revoke'), act: () => this.do(() => hubApi.revoke(username), t('people.revoked', { name: shown })) },
      ...(own ? [] : [{ words: t(role === 'admin' ? 'people.make.annotator' : 'people.make.admin'), act: () => this.change(account, { role: role === 'admin' ? 'annotator' : 'admin' }) }]),
      ...(own ? [] : [{ words: t(active ? 'people.disable' : 'people.enable'), act: () => this.change(account, { active: !active }) }]),
    ]);
    const row = h('tr', {}, h('th', { scope: 'row' }, h('span', { class: 'account-who' }, h('strong', { class: 'ellipsis', dir: 'auto', title: shown }, shown), shown !== username && h('span', { class: 'muted small ellipsis' }, username),
      h('span', { class: 'account-tags' }, own && h('span', { class: 'tag' }, t('people.you')), !active && h('span', { class: 'tag off' }, t('people.off')), demo && h('span', { class: 'tag demo' }, t('people.demo')), locked && new Date(locked) > new Date() && h('span', { class: 'tag off' }, t('people.locked'))))),
    h('td', {}, t(`role.${role}`)), h('td', {}, work && (work.open || work.labeled) ? h('a', { href: format('tasks', { person: username }) }, t('people.work', { open: work.open, done: number(work.labeled) })) : h('span', { class: 'muted' }, '–')),
    h('td', { class: 'muted small account-login' }, when(login) ?? t('people.never')), h('td', {}, act(null, t('people.more', { name: shown }), 'more', more)));
    attr(row, 'data-off', !active);
    return row;
  }

  async do(call, words) {
    const answer = await attempt(null, this.error, call);
    if (answer) this.told.replaceChildren(h('p', { class: 'ok small', role: 'status' }, words));
    feeds.accounts.read();
    return answer;
  }

  change(account, patch) {
    const name = account.display_name || account.username;
    return this.do(() => hubApi.changeAccount(account.username, patch), t(patch.role ? 'people.changed' : patch.active ? 'people.enabled' : 'people.disabled', { name, role: patch.role ? t(`role.${patch.role}`) : '' }));
  }

  async reset(account) {
    const answer = await this.do(() => hubApi.resetPassword(account.username), '');
    if (answer?.password) this.told.replaceChildren(secret(answer.password, t('people.password', { name: account.display_name || account.username })));
  }
}
