/** The Tasks page: a data set's tasks by filters, the hardest first if asked; one of them in full beside the list. */
import { attr, h, icon, text } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { emptyState } from '../../elements/empty.js';
import { choose } from '../../golden/setup/field.js';
import { explain, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { format, parse, replaceParams } from '../../router.js';
import { prefs } from '../../store.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { chosenDataset, keepDataset, Picker } from '../picker.js';
import { STATUSES } from '../statuses.js';
import { hub } from '../store.js';
import { Acts } from './acts.js';
import { Detail } from './detail.js';
import { chips, read, stillFits, toParams, toQuery } from './filters.js';
import { Row } from './row.js';
import { Travel } from './travel.js';

const PAGE = 60;
const COLUMNS = ['id', 'item', 'status', 'who', 'label', 'prelabel', 'priority', 'updated'];

export class FlHubTasks extends FlElement {
  keyMode = 'hubTable';

  build() {
    this.className = 'page hub-page hub-tasks';
    const { params } = parse(location.hash);
    Object.assign(this, { filters: read(params), set: null, rows: [], asked: params.task ?? null });
    this.picker = new Picker((id) => this.address({ dataset: id, task: null }));
    this.search = h('input', { type: 'search', class: 'history-search', placeholder: t('tasks.search'), 'aria-label': t('tasks.search'), value: this.filters.q ?? '', on: { input: () => this.later() } });
    const select = (name) => h('select', { 'aria-label': t(`tasks.filter.${name}`), on: { change: (e) => this.filter({ [name]: e.target.value }) } });
    this.selects = Object.fromEntries(['status', 'person', 'label', 'prelabel'].map((name) => [name, select(name)]));
    this.order = h('fl-segmented', { on: { 'fl-choose': (e) => this.filter({ order: e.detail }) } });
    this.order.setup({ label: t('tasks.order'), name: 'order', value: this.filters.order ?? 'id', options: ['id', 'priority'].map((value) => ({ value, text: t(`tasks.order.${value}`) })) });
    this.chips = h('div', { class: 'history-chips row', hidden: true });
    this.body = h('tbody', {});
    this.table = h('table', { class: 'task-table' }, h('thead', {}, h('tr', {}, COLUMNS.map((name) => h('th', { scope: 'col', class: `task-${name}` }, t(`tasks.col.${name}`))), h('th', { class: 'task-tools' }, h('span', { class: 'visually-hidden' }, t('tasks.col.tools'))))), this.body);
    this.end = h('div', { class: 'muted hub-end', role: 'status' });
    this.scroller = h('div', { class: 'task-scroll', 'data-scroller': true }, this.table, this.end);
    const acts = this.acts = new Acts((id) => this.changedTask(id));
    this.detail = new Detail(acts, () => this.show(null));
    this.travel = new Travel(this);
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.tasks')), h('div', { class: 'toolbar history-tools' }, this.picker.element, this.search, h('div', { class: 'history-filters' }, ...Object.values(this.selects), this.order)), this.chips, h('fl-notice'), h('div', { class: 'task-place' }, this.scroller, this.detail.element));
    this.seen = new IntersectionObserver((found) => { if (found.some((f) => f.isIntersecting)) this.more(); }, { root: this.scroller, rootMargin: '800px' });
    this.seen.observe(this.end);
    this.listen(hub, 'change', (e) => { if (['datasets', 'accounts', 'errors'].some((name) => e.detail.has(name))) this.choose(); });
    this.listen(this.body, 'focusin', (e) => this.travel.at(e.target.closest('tr')));
    this.choose();
    feeds.datasets.read();
    feeds.accounts.read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.seen?.disconnect();
    clearTimeout(this.waiting);
  }

  refresh() {
    feeds.datasets.read();
    feeds.accounts.read();
    this.restart();
  }

  /** The data set of the address, once data sets are known. */
  choose() {
    const set = chosenDataset(parse(location.hash).params.dataset);
    const other = set?.id !== this.set?.id;
    this.set = set;
    if (set && other) {
      keepDataset(set.id);
      this.restart();
      if (this.asked) this.show(this.asked);
    }
    this.changed();
  }

  onParams(params) {
    const filters = read(params);
    if (JSON.stringify(filters) !== JSON.stringify(this.filters)) {
      this.filters = filters;
      if (document.activeElement !== this.search) this.search.value = filters.q ?? '';
      this.order.value = filters.order ?? 'id';
      this.restart();
    }
    if ((params.task ?? null) !== this.asked) this.show(params.task ?? null, true);
    this.choose();
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.filter({ q: this.search.value.trim() }), 250);
  }

  filter(patch) { this.address(toParams(read({ ...this.filters, ...patch }))); }

  address(patch) {
    replaceParams(patch);
    const { params } = parse(location.hash);
    prefs.set('params.tasks', params);
    this.onParams(params);
  }

  restart() {
    this.reader?.abort();
    Object.assign(this, { cursor: null, over: false, reading: false, rows: [], error: null });
    this.body.replaceChildren();
    this.changed();
    this.more();
  }

  async more() {
    if (this.over || this.reading || !this.set) return;
    this.reading = true;
    const reader = this.reader = new AbortController();
    try {
      const answer = await hubApi.tasks(this.set.id, toQuery(this.filters, this.cursor, PAGE), { signal: reader.signal });
      Object.assign(this, { cursor: answer.next, over: !answer.next, error: null });
      const rows = answer.tasks.map((task) => new Row(task, this.set, this.acts, (row) => this.show(row.task.id)));
      this.rows.push(...rows);
      this.body.append(...rows.map((r) => r.element));
      this.travel.refresh();
    } catch (error) {
      if (reader.signal.aborted) return;
      if (error.lost) lost();
      Object.assign(this, { error, over: true });
    } finally {
      if (reader === this.reader) this.reading = false;
      this.changed();
    }
    // A page that is shorter than the window: the end is still in sight.
    if (!this.over && this.isConnected && this.end.getBoundingClientRect().top < innerHeight + 800) this.more();
  }

  update() {
    const { set, filters } = this;
    this.picker.show(set?.id);
    const people = [...new Set([...(hub.accounts ?? []).map((a) => a.username), filters.person].filter(Boolean))];
    const options = { status: STATUSES.map((s) => [s, t(`status.${s}`)]), person: people.map((p) => [p, p]), label: (set?.labels ?? []).map((l) => [l, l]), prelabel: (set?.labels ?? []).map((l) => [l, l]) };
    for (const [name, element] of Object.entries(this.selects)) choose(element, [['', t(`tasks.all.${name}`)], ...options[name]], filters[name] ?? '');
    const found = chips(filters);
    this.chips.hidden = !found.length;
    this.chips.replaceChildren(...found.map(([name, value]) => {
      const words = `${t(`tasks.filter.${name}`)}${t('history.is')}${name === 'status' ? t(`status.${value}`) : value}`;
      return h('button', { type: 'button', class: 'chip filter-chip', 'aria-label': t('history.drop', { words }), on: { click: () => { if (name === 'q') this.search.value = ''; this.filter({ [name]: '' }); } } }, h('span', { class: 'ellipsis' }, words), icon('close'));
    }));
    this.table.hidden = !this.rows.length;
    this.showEnd(found.length > 0);
  }

  showEnd(filtered) {
    const error = this.error ?? (hub.datasets ? null : hub.errors.datasets);
    if (error) this.end.replaceChildren(h('p', { class: 'error' }, explain(error), ' ', h('button', { type: 'button', class: 'small', on: { click: () => this.refresh() } }, t('hub.again'))));
    else if (hub.datasets?.length === 0) this.end.replaceChildren(emptyState(t('hub.none.title'), t('hub.none.more'), h('a', { class: 'button primary', href: format('data', { new: 1 }) }, t('hub.none.go'))));
    else if (hub.datasets && !this.set) this.end.replaceChildren(emptyState(t('data.gone'), null, h('a', { class: 'button primary', href: format('data') }, t('data.back'))));
    else if (this.over && !this.rows.length) this.end.replaceChildren(filtered ? emptyState(t('tasks.nofit'), null, h('button', { type: 'button', class: 'primary', on: { click: () => this.clear() } }, t('hub.clear'))) : emptyState(t('tasks.none'), null));
    else text(this.end, this.over ? t('tasks.end') : t('hub.reading'));
  }

  clear() {
    this.search.value = '';
    this.filter({ status: '', person: '', label: '', prelabel: '', q: '' });
  }

  /** Open a task beside the list, or close it. */
  show(id, quiet) {
    this.asked = id ? String(id) : null;
    if (!quiet) {
      replaceParams({ task: this.asked });
      prefs.set('params.tasks', { ...parse(location.hash).params, task: null });
    }
    for (const row of this.rows) attr(row.element, 'data-open', String(row.task.id) === this.asked);
    attr(this, 'data-detail', Boolean(id));
    if (id && this.set) this.detail.open(id, this.set, false);
    else {
      this.detail.close();
      this.travel.focus();
    }
  }

  /** Read a task again after something was done with it. One that fits no more stays in sight, but pale. */
  async changedTask(id) {
    const row = this.rows.find((r) => r.task.id === id);
    try {
      const task = await hubApi.task(id);
      if (row) {
        row.show({ ...row.task, ...task });
        attr(row.element, 'data-left', !stillFits(task, this.filters));
      }
      if (this.detail.id === id) this.detail.show(task, this.set);
    } catch { /* the notice said what went wrong */ }
    feeds.datasets.read();
  }

  onKey(found) {
    const row = this.travel.row;
    if (found.action === 'escape' && this.asked) this.show(null);
    else if (found.action === 'search') this.search.focus();
    else if (this.travel.onKey(found)) return true;
    else if (!row) return false;
    else if (found.action === 'confirm') this.show(row.task.id);
    else if (['assign', 'unassign', 'gold'].includes(found.action)) row.acts(found.action)(row.element.querySelector('.task-who'));
    else return false;
    return true;
  }
}
