/** The bar: brand, workspaces, long work with its progress, theme, language, help. */
import { attr, h, icon, svg, text } from '../dom.js';
import { api, outbox } from '../api.js';
import { bytes, duration, language, number, said, t } from '../i18n.js';
import { applyLanguage, nextTheme, theme } from '../preferences.js';
import { goldenOutbox } from '../golden/api.js';
import { golden } from '../golden/store.js';
import { hub, mayOpen } from '../hub/store.js';
import { hubTasks } from '../hub/running.js';
import { goldenTasks } from '../golden/tasks.js';
import { format, parse } from '../router.js';
import { prefs, store } from '../store.js';
import { pagesOf, WORKSPACES } from '../workspaces.js';
import { FlElement } from './base.js';
import { tasks } from './tasks.js';

export class FlBar extends FlElement {
  build() {
    this.lost = h('span', { class: 'chip warning', role: 'status' });
    this.unsent = h('button', { type: 'button', class: 'chip warning', popovertarget: 'unsent', hidden: true });
    this.ring = svg('circle', { class: 'ring-value', cx: 8, cy: 8, r: 6, pathLength: 100 });
    this.words = h('span', { class: 'work-words' });
    this.work = h('button', { type: 'button', class: 'chip work', popovertarget: 'work-details', hidden: true },
      svg('svg', { class: 'ring', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('circle', { class: 'ring-track', cx: 8, cy: 8, r: 6 }), this.ring), this.words);
    this.details = h('div', { id: 'work-details', popover: 'auto', class: 'popover top', role: 'region', 'aria-label': t('bar.work') });
    this.lines = h('div', {});
    // Outside of what is redrawn with each status: a button that is replaced while it is pressed is never clicked.
    this.pause = h('button', { type: 'button', class: 'quiet', hidden: true, on: { click: () => this.pauseOrResume() } });
    this.stay = h('button', { type: 'button', class: 'quiet', hidden: true, on: { click: () => api.cancelUse().catch(() => {}) } }, t('bar.stay'));
    this.cancels = h('div', { class: 'row' });
    this.details.append(this.lines, this.pause, this.stay, this.cancels);
    this.kept = h('div', { id: 'unsent', popover: 'auto', class: 'popover top' });
    this.theme = h('button', { type: 'button', class: 'icon-button', on: { click: () => { nextTheme(); this.update(); } } });
    const languageButton = h('button', {
      type: 'button', class: 'text-button', 'aria-label': t('bar.lang'), title: t('bar.lang'), lang: language() === 'zh' ? 'en' : 'zh-CN',
      on: { click: () => { const name = language() === 'zh' ? 'en' : 'zh'; prefs.set('language', name); applyLanguage(name); dispatchEvent(new Event('fl-language')); } },
    }, language() === 'zh' ? 'EN' : '中');
    const help = h('button', { type: 'button', class: 'text-button', 'aria-label': t('bar.help'), title: t('bar.help'), popovertarget: 'help' }, '?');
    this.append(
      h('a', { class: 'brand', href: format('label'), 'aria-label': t('app.title') }, h('img', { src: 'favicon.svg', alt: '', width: 22, height: 22 }), h('span', {}, t('app.title'))),
      h('nav', { class: 'workspaces', 'aria-label': t('app.workspaces') }, this.workspaces = Object.entries(WORKSPACES).map(([name, { words }]) => h('a', { 'data-workspace': name }, h('span', { class: 'seg-text', 'data-text': t(words) }, t(words))))),
      h('span', { class: 'spacer' }), this.lost, this.unsent, this.work, this.theme, languageButton, help, this.details, this.kept);
    this.listen(store, 'change', () => this.changed());
    this.listen(golden, 'change', () => this.changed());
    this.listen(hub, 'change', (e) => { if (e.detail.has('me')) this.showWorkspace(); if (e.detail.has('running')) this.changed(); });
    this.listen(window, 'hashchange', () => this.showWorkspace());
    this.showWorkspace();
    this.keep();
  }

  /** A workspace comes back to the page where one was in it. */
  showWorkspace() {
    const { workspace } = parse(location.hash);
    for (const link of this.workspaces) {
      const { workspace: name } = link.dataset;
      const last = prefs.get(`page.${name}`);
      const pages = pagesOf(name).filter(mayOpen);
      const page = pages.includes(last) ? last : pages[0] ?? pagesOf(name)[0];
      attr(link, 'aria-current', name === workspace ? 'true' : null);
      attr(link, 'href', format(page, prefs.get(`params.${page}`) ?? {}));
    }
  }

  keep() {
    this.kept.append(h('p', {}, t('bar.unsent.more')), h('button', {
      type: 'button', class: 'quiet negative', on: { click: () => { outbox.write([]); goldenOutbox.write([]); this.kept.hidePopover(); } },
    }, t('bar.discard')));
  }

  update() {
    const lost = store.connection === 'lost';
    text(this.lost, lost ? t('bar.lost') : '');
    this.lost.hidden = !lost;
    attr(this.lost, 'title', t('bar.lost.more'));
    this.unsent.hidden = store.unsent + golden.unsent === 0;
    text(this.unsent, [store.unsent && t('bar.unsent', { n: store.unsent }), golden.unsent && t('bar.unsent.golden', { n: golden.unsent })].filter(Boolean).join(t('list.comma')));
    attr(this.theme, 'aria-label', t(`bar.theme.${theme()}`));
    attr(this.theme, 'title', t(`bar.theme.${theme()}`));
    this.theme.replaceChildren(icon(theme()));
    const all = [...tasks(store.status), ...goldenTasks(golden), ...hubTasks(hub)];
    const shown = all.find((task) => task.state === 'running') ?? all.find((task) => task.state === 'waiting') ?? all[0];
    this.work.hidden = !shown || lost;
    if (shown) this.showWork(shown);
    this.showDetails(all);
  }

  showWork(task) {
    attr(this.work, 'data-state', task.state);
    this.ring.style.strokeDashoffset = String(100 - 100 * (task.total ? task.done / task.total : 0));
    const count = task.total === 0 ? t(task.name) : task.unit === 'bytes' ? `${bytes(task.done)} / ${bytes(task.total)}` : `${number(task.done)}/${number(task.total)}`;
    const left = task.state === 'running' && task.left > 0 ? ` · ${t('work.left', { time: duration(task.left) })}` : '';
    const rate = task.state === 'running' && task.rate > 0 ? ` · ${t('work.rate', { n: number(task.rate) })}` : '';
    text(this.words, task.state === 'failed' ? `${t(task.name)}: ${t('work.failed')}` : count);
    attr(this.work, 'aria-label', `${t(task.name)}: ${task.state === 'failed' ? t('work.failed') : count}${rate}${left}`);
    attr(this.work, 'title', `${t(task.name)}${rate}${left}`);
  }

  showDetails(all) {
    const embedding = all.find((task) => task.kind === 'embedding');
    this.pause.hidden = embedding?.state !== 'running' && embedding?.state !== 'paused';
    this.showCancels(all);
    this.stay.hidden = !all.some((task) => task.kind === 'switch');
    text(this.pause, t(embedding?.state === 'paused' ? 'work.resume' : 'work.pause'));
    if (this.details.matches(':popover-open') || !this.lines.firstChild) {
      this.lines.replaceChildren(h('h2', {}, t('bar.work')), ...(all.length ? all.map(taskLine) : [h('p', { class: 'muted' }, t('work.none'))]));
    }
    if (!this.watching) {
      this.watching = true;
      this.listen(this.details, 'beforetoggle', (e) => { if (e.newState === 'open') { this.lines.replaceChildren(); this.update(); } });
    }
  }

  /** One button for each task that can be stopped; it stays while its task runs. */
  showCancels(all) {
    const wanted = all.filter((task) => task.cancel);
    this.stops ??= new Map();
    for (const task of wanted) {
      if (!this.stops.has(task.kind)) this.stops.set(task.kind, h('button', { type: 'button', class: 'quiet', on: { click: () => this.stops.get(task.kind).act() } }, t('work.stop', { what: t(task.name) })));
      this.stops.get(task.kind).act = task.cancel;
    }
    const shown = wanted.map((task) => this.stops.get(task.kind));
    if (shown.length !== this.cancels.children.length || shown.some((button, i) => button !== this.cancels.children[i])) this.cancels.replaceChildren(...shown);
  }

  pauseOrResume() {
    const paused = store.status?.embedding?.state === 'paused';
    // The next status shows what came of it, also when it failed.
    api.embedding(paused ? 'resume' : 'pause').catch(() => {});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watching = false;
  }
}

/** One task in words, with its number, rate and remaining time. */
export function taskLine(task) {
  const amount = (n) => (task.unit === 'bytes' ? bytes(n) : number(n));
  const facts = [task.about, task.total > 0 && t('work.of', { done: amount(task.done), total: amount(task.total) })];
  if (task.state === 'running') {
    if (task.rate > 0) facts.push(task.unit === 'bytes' ? `${bytes(task.rate)}/s` : t('work.rate', { n: number(task.rate, task.rate < 10 ? 1 : 0) }));
    if (task.left > 0) facts.push(t('work.left', { time: duration(task.left) }));
  } else facts.push(t(`work.${task.state}`));
  if (task.unreadable > 0) facts.push(t('work.unreadable', { n: task.unreadable }));
  return h('div', { class: 'task', 'data-state': task.state },
    h('p', { class: 'task-name' }, t(task.name)),
    task.total > 0 && h('progress', { max: task.total, value: task.done, 'aria-label': t(task.name) }),
    h('p', { class: 'muted small' }, facts.filter(Boolean).join(' · ')),
    task.message && h('p', { class: 'small error' }, said(task.message)),
    task.kind === 'embedding' && task.state === 'running' && h('p', { class: 'muted small' }, t('work.embedding.more')));
}
