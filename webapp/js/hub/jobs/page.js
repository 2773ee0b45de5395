/** The Jobs page: what runs, what ran, where, and what came of it. */
import { h, text } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { emptyState } from '../../elements/empty.js';
import { choose } from '../../golden/setup/field.js';
import { explain, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { format, parse, replaceParams } from '../../router.js';
import { prefs } from '../../store.js';
import { hubApi } from '../api.js';
import { hub } from '../store.js';
import { JobCard } from './card.js';
import { FILTERS, filtersOf, fits } from './filters.js';
import { idOf, updated } from './progress.js';
import { jobWords } from './words-of.js';
import { Workers } from './workers.js';

const PAGE = 30;
const KINDS = ['import_to_ls', 'export_from_ls', 'sync_from_ls', 'write_predictions', 'prelabel', 'prelabel_web', 'score_uncertainty', 'score_uncertainty_web', 'train_head', 'delete_in_ls'];

export class FlHubJobs extends FlElement {
  build() {
    this.className = 'page hub-page';
    this.cards = new Map();
    this.status = h('fl-segmented', { on: { 'fl-choose': (e) => this.set({ status: e.detail }) } });
    this.filters = filtersOf(parse(location.hash).params);
    this.status.setup({ label: t('jobs.filter'), name: 'status', value: this.filters.status ?? '', options: ['', 'running', 'queued', 'failed', 'success', 'cancelled'].map((value) => ({ value, text: t(`jobs.${value || 'all'}`) })) });
    const select = (name) => h('select', { 'aria-label': t(`jobs.filter.${name}`), on: { change: (e) => this.set({ [name]: e.target.value }) } });
    this.kind = select('kind');
    this.ofSet = select('dataset');
    this.workers = new Workers();
    this.list = h('ul', { class: 'job-list' });
    this.end = h('div', { class: 'muted hub-end', role: 'status' });
    this.scroller = h('div', { class: 'hub-scroll', 'data-scroller': true }, h('div', { class: 'hub-column' }, h('div', { class: 'hub-tools' }, this.status, this.kind, this.ofSet), this.workers.element, this.list, this.end));
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.jobs')), h('fl-notice'), this.scroller);
    this.seen = new IntersectionObserver((found) => { if (found.some((f) => f.isIntersecting)) this.more(); }, { root: this.scroller, rootMargin: '400px' });
    this.seen.observe(this.end);
    this.listen(window, 'fl-hub-job', (e) => this.accept(e.detail));
    this.listen(hub, 'change', (e) => { if (e.detail.has('datasets')) this.changed(); });
    this.listen(window, 'fl-online', () => this.refresh());
    this.refresh();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.seen?.disconnect();
    this.workers?.stop();
    for (const card of this.cards.values()) card.log?.stop();
  }

  refresh() {
    Object.assign(this, { jobs: [], cursor: null, over: false, reading: false });
    this.workers.read();
    this.more();
  }

  onParams(params) {
    const filters = filtersOf(params);
    if (JSON.stringify(filters) === JSON.stringify(this.filters)) return;
    this.filters = filters;
    this.status.value = filters.status ?? '';
    this.refresh();
  }

  set(patch) {
    const filters = { ...this.filters, ...patch };
    const params = Object.fromEntries(FILTERS.map((name) => [name, filters[name] || null]));
    replaceParams({ ...params, job: null });
    prefs.set('params.jobs', parse(location.hash).params);
    this.onParams(params);
  }

  async more() {
    if (this.over || this.reading) return;
    this.reading = true;
    const { filters } = this;
    try {
      const answer = await hubApi.jobs({ status: filters.status, kind: filters.kind, dataset_id: filters.dataset, after: this.cursor ?? undefined, limit: PAGE });
      if (filters !== this.filters) return;
      const known = new Set(this.jobs.map(idOf));
      this.jobs = [...this.jobs, ...answer.jobs.filter((j) => !known.has(idOf(j)))];
      Object.assign(this, { cursor: answer.next, over: !answer.next, error: null });
    } catch (error) {
      if (error.lost) lost();
      Object.assign(this, { error, over: true });
    } finally {
      if (filters === this.filters) this.reading = false;
      this.changed();
    }
  }

  accept(job) {
    this.workers.later();
    const known = this.jobs.some((j) => idOf(j) === idOf(job));
    if (known || fits(job, this.filters)) {
      this.jobs = updated(this.jobs, job);
      this.changed();
    }
  }

  update() {
    choose(this.kind, [['', t('jobs.kind.all')], ...KINDS.map((kind) => [kind, t(jobWords(kind))])], this.filters.kind ?? '');
    choose(this.ofSet, [['', t('jobs.dataset.all')], ...(hub.datasets ?? []).map((d) => [String(d.id), d.name])], this.filters.dataset ?? '');
    this.ofSet.hidden = (hub.datasets?.length ?? 0) < 2 && !this.filters.dataset;
    const cards = this.jobs.map((job) => {
      const id = idOf(job);
      const card = this.cards.get(id);
      if (card) card.show(job);
      else this.cards.set(id, new JobCard(job));
      return this.cards.get(id).element;
    });
    if (cards.length !== this.list.children.length || cards.some((card, i) => card !== this.list.children[i])) this.list.replaceChildren(...cards);
    this.open();
    if (this.error) this.end.replaceChildren(h('p', { class: 'error' }, explain(this.error), ' ', h('button', { type: 'button', class: 'small', on: { click: () => this.refresh() } }, t('hub.again'))));
    else if (this.over && !cards.length) this.end.replaceChildren(this.none());
    else text(this.end, this.over ? '' : t('hub.reading'));
  }

  none() {
    const filtered = Object.values(this.filters).some(Boolean);
    return filtered ? emptyState(t('jobs.nofit'), null, h('button', { type: 'button', on: { click: () => this.set({ status: '', kind: '', dataset: '' }) } }, t('hub.clear')))
      : emptyState(t('jobs.none'), t('jobs.none.more'), h('a', { class: 'button primary', href: format('data') }, t('tab.data')));
  }

  /** The job that the address names: its log is open. */
  open() {
    const { job } = parse(location.hash).params;
    if (!job || this.opened === job) return;
    const card = this.cards.get(Number(job));
    if (!card) return;
    this.opened = job;
    card.toggle(true);
    card.element.scrollIntoView({ block: 'start' });
    card.title.focus({ preventScroll: true });
  }
}
