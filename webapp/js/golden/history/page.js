/** The History page: all that was judged, newest first, by prompt, model, judge, verdict and date. */
import { attr, h, icon, text } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { emptyState } from '../../elements/empty.js';
import { explain, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { format, go, parse, replaceParams } from '../../router.js';
import { prefs } from '../../store.js';
import { goldenApi } from '../api.js';
import { feeds } from '../live.js';
import { golden, modelName } from '../store.js';
import { choose } from '../setup/field.js';
import { Entry } from './entry.js';
import { chips, read, toParams, toQuery, VERDICTS } from './filters.js';

const PAGE = 20;

export class FlGoldenHistory extends FlElement {
  build() {
    this.className = 'page golden-history';
    this.filters = read(parse(location.hash).params);
    this.search = h('input', { type: 'search', class: 'history-search', placeholder: t('history.search'), 'aria-label': t('history.search'), value: this.filters.q ?? '', on: { input: () => this.later() } });
    const select = (name) => h('select', { 'aria-label': t(`history.${name}`), on: { change: (e) => this.set({ [name]: e.target.value }) } });
    this.selects = Object.fromEntries(['verdict', 'session', 'model', 'judge'].map((name) => [name, select(name)]));
    const day = (name) => h('input', { type: 'date', 'aria-label': t(`history.${name}`), title: t(`history.${name}`), value: this.filters[name] ?? '', on: { change: (e) => this.set({ [name]: e.target.value }) } });
    this.days = { from: day('from'), to: day('to') };
    this.chips = h('div', { class: 'history-chips row' });
    this.resume = h('button', { type: 'button', class: 'small', hidden: true, on: { click: () => this.resumeSession() } }, t('history.resume'));
    this.list = h('ol', { class: 'history-list' });
    this.end = h('p', { class: 'muted history-end', role: 'status' });
    this.scroller = h('div', { class: 'history-scroll', 'data-scroller': true }, this.list, this.end);
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.history')), h('div', { class: 'toolbar history-tools' }, this.search, h('div', { class: 'history-filters' }, ...Object.values(this.selects), this.days.from, h('span', { class: 'muted', 'aria-hidden': 'true' }, '–'), this.days.to)), this.chips, h('fl-notice'), this.scroller);
    this.seen = new IntersectionObserver((found) => { if (found.some((f) => f.isIntersecting)) this.more(); }, { root: this.scroller, rootMargin: '600px' });
    this.seen.observe(this.end);
    this.listen(golden, 'change', (e) => { if (e.detail.has('sessions')) this.changed(); });
    this.listen(window, 'fl-golden-undone', () => this.restart());
    this.restart();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.seen?.disconnect();
    clearTimeout(this.waiting);
  }

  onParams(params) {
    const filters = read(params);
    if (JSON.stringify(filters) === JSON.stringify(this.filters)) return;
    this.filters = filters;
    this.search.value = filters.q ?? '';
    for (const name of ['from', 'to']) this.days[name].value = filters[name] ?? '';
    this.restart();
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.set({ q: this.search.value.trim() }), 250);
  }

  set(patch) {
    replaceParams(toParams(read({ ...this.filters, ...patch })));
    const { params } = parse(location.hash);
    prefs.set('params.history', params);
    this.onParams(params);
  }

  refresh() { if (!this.entries?.length) this.restart(); }

  restart() {
    Object.assign(this, { cursor: null, over: false, reading: false, entries: [] });
    this.asked?.abort();
    this.list.replaceChildren();
    this.changed();
    this.more();
  }

  async more() {
    if (this.over || this.reading) return;
    this.reading = true;
    const asked = this.asked = new AbortController();
    text(this.end, t('history.reading'));
    try {
      const answer = await goldenApi.history(toQuery(this.filters, this.cursor, PAGE), { signal: asked.signal });
      this.facets = answer.facets ?? this.facets;
      this.cursor = answer.next;
      this.over = !answer.next;
      const entries = answer.entries.map((entry) => new Entry(entry, (id) => this.nameOf(id)));
      this.entries.push(...entries);
      this.list.append(...entries.map((e) => e.element));
      text(this.end, '');
      if (!this.entries.length) this.showEmpty();
      else if (this.over) text(this.end, t('history.end'));
    } catch (error) {
      if (asked.signal.aborted) return;
      if (error.lost) lost();
      this.end.replaceChildren(explain(error), ' ', h('button', { type: 'button', class: 'small', on: { click: () => this.more() } }, t('bench.retry')));
    } finally {
      if (asked === this.asked) this.reading = false;
      this.changed();
    }
    // A page that is shorter than the window: the end is still in sight.
    if (!this.over && this.isConnected && this.end.getBoundingClientRect().top < innerHeight + 600) this.more();
  }

  showEmpty() {
    const filtered = chips(this.filters).length > 0;
    this.end.replaceChildren(filtered ? emptyState(t('history.nofit'), null, h('button', { type: 'button', class: 'primary', on: { click: () => this.clear() } }, t('history.clear')))
      : emptyState(t('history.none'), t('history.none.more'), h('a', { class: 'button primary', href: format('work') }, t('history.none.go'))));
  }

  clear() { this.set({ q: '', session: '', model: '', judge: '', verdict: '', from: '', to: '' }); }

  nameOf(id) { return golden.sessions?.find((s) => s.session_id === id)?.name ?? this.facets?.sessions?.find((s) => s.session_id === id)?.name ?? ''; }

  update() {
    const { filters, facets } = this;
    const options = { verdict: VERDICTS.map((v) => [v, t(`verdict.${v}`)]), session: (facets?.sessions ?? []).map((s) => [s.session_id, s.name]), model: (facets?.models ?? []).map((m) => [m, modelName(m)]), judge: (facets?.judges ?? []).filter(Boolean).map((j) => [j, j]) };
    for (const [name, element] of Object.entries(this.selects)) {
      choose(element, [['', t(`history.${name}.all`)], ...options[name]], filters[name] ?? '');
      element.hidden = options[name].length < (name === 'verdict' ? 1 : 2) && !filters[name];
    }
    const wordsOf = { verdict: (v) => t(`verdict.${v}`), session: (v) => this.nameOf(v) || v, model: modelName };
    this.chips.replaceChildren(...chips(filters).map(([name, value]) => {
      const words = `${t(`history.${name}`)}${t('history.is')}${wordsOf[name]?.(value) ?? value}`;
      return h('button', { type: 'button', class: 'chip filter-chip', 'aria-label': t('history.drop', { words }), on: { click: () => { if (name === 'q') this.search.value = ''; if (this.days[name]) this.days[name].value = ''; this.set({ [name]: '' }); } } }, h('span', { class: 'ellipsis' }, words), icon('close'));
    }), this.resume);
    attr(this.chips, 'hidden', !chips(filters).length);
    this.resume.hidden = !filters.session;
  }

  async resumeSession() {
    try {
      await goldenApi.resume(this.filters.session);
      await feeds.sessions.read();
      go('work', { session: this.filters.session });
    } catch (error) {
      text(this.end, explain(error));
    }
  }
}
