/** Who did what when, newest first, by person, action and day; as a file too. */
import { h, icon, text } from '../../dom.js';
import { choose } from '../../golden/setup/field.js';
import { explain, has, moment, said, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { parse, replaceParams } from '../../router.js';
import { prefs } from '../../store.js';
import { auditExportUrl, hubApi } from '../api.js';
import { hub } from '../store.js';
import { FILTERS, read, toQuery } from './audit-filters.js';
import { PEOPLE_WORDS } from './words.js';

const PAGE = 40;
const ACTIONS = Object.keys(PEOPLE_WORDS).filter((key) => key.startsWith('audited.')).map((key) => key.slice('audited.'.length));

export class Audit {
  constructor() {
    this.who = h('select', { 'aria-label': t('audit.who'), on: { change: (e) => this.set({ who: e.target.value }) } });
    this.action = h('select', { 'aria-label': t('audit.action'), on: { change: (e) => this.set({ action: e.target.value }) } });
    const day = (name) => h('input', { type: 'date', 'aria-label': t(`audit.${name}`), title: t(`audit.${name}`), on: { change: (e) => this.set({ [name]: e.target.value }) } });
    this.days = { from: day('from'), to: day('to') };
    const link = (format, words) => h('a', { class: 'button small', href: auditExportUrl(format), download: '' }, icon('download'), words);
    this.list = h('ol', { class: 'audit-list' });
    this.end = h('p', { class: 'muted hub-end', role: 'status' });
    this.content = [h('div', { class: 'audit-filters row' }, this.who, this.action, this.days.from, h('span', { class: 'muted', 'aria-hidden': 'true' }, '–'), this.days.to, h('span', { class: 'spacer' }), link('csv', 'CSV'), link('jsonl', 'JSON Lines')), this.list, this.end];
  }

  show(params) {
    const filters = read(params);
    const names = [...new Set([...(hub.accounts ?? []).map((a) => a.username), filters.who].filter(Boolean))];
    choose(this.who, [['', t('audit.everybody')], ...names.map((n) => [n, n])], filters.who ?? '');
    const actions = [...new Set([...ACTIONS, filters.action].filter(Boolean))];
    choose(this.action, [['', t('audit.everything')], ...actions.map((name) => [name, actionWords(name)])], filters.action ?? '');
    for (const name of ['from', 'to']) this.days[name].value = filters[name] ?? '';
    if (this.filters && JSON.stringify(filters) === JSON.stringify(this.filters)) return;
    const first = !this.filters;
    this.filters = filters;
    if (!first) this.restart();
  }

  set(patch) {
    const filters = read({ ...this.filters, ...patch });
    replaceParams(Object.fromEntries(FILTERS.map((name) => [name, filters[name] ?? null])));
    prefs.set('params.people', parse(location.hash).params);
    this.show(filters);
  }

  restart() {
    this.reader?.abort();
    Object.assign(this, { cursor: null, over: false, reading: false });
    this.list.replaceChildren();
    this.more();
  }

  async more() {
    if (this.over || this.reading || !this.filters) return;
    this.reading = true;
    const reader = this.reader = new AbortController();
    text(this.end, t('hub.reading'));
    try {
      const answer = await hubApi.audit(toQuery(this.filters, this.cursor, PAGE), { signal: reader.signal });
      Object.assign(this, { cursor: answer.next, over: !answer.next });
      this.list.append(...answer.entries.map((e) => entry(e)));
      text(this.end, !this.list.firstChild ? t('audit.none') : this.over ? '' : t('hub.reading'));
    } catch (error) {
      if (reader.signal.aborted) return;
      if (error.lost) lost();
      this.over = true;
      text(this.end, explain(error));
    } finally {
      if (reader === this.reader) this.reading = false;
    }
    this.show(this.filters);
  }
}

const actionWords = (action) => (has(`audited.${action}`) ? t(`audited.${action}`) : action);

/** A single word is a name or a label, and stays. */
const detailWords = (detail) => (detail ?? '').split('; ').map((part) => (/\s/.test(part) ? said(part) : part)).join(t('list.semicolon'));

function entry({ at, who, action, subject, detail }) {
  return h('li', {}, h('time', { class: 'muted small', datetime: at }, moment(at)), h('span', { class: 'ellipsis', title: who }, who ?? '–'), h('strong', { title: action }, actionWords(action)), h('span', { class: 'audit-about', dir: 'auto' }, [said(subject), detailWords(detail)].filter(Boolean).join(' · ')));
}
