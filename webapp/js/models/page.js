/** The Models tab: every model that was trained here, to load, compare and take away; and one's own file or text to try it on. */
import { remember } from '../actions.js';
import { api } from '../api.js';
import { attr, h, text } from '../dom.js';
import { emptyState } from '../elements/empty.js';
import { FlElement } from '../elements/base.js';
import { explain, t } from '../i18n.js';
import { lost, refresh } from '../live.js';
import { format, parse, replaceParams } from '../router.js';
import { prefs, store } from '../store.js';
import { Comparison } from './comparison.js';
import { choose, pairOf } from './facts.js';
import { ModelRow, titleOf } from './model-row.js';

const FIRST = 12;

export class FlModels extends FlElement {
  build() {
    this.className = 'page models';
    this.models = null;
    this.chosen = [];
    this.rows = new Map();
    this.count = FIRST;
    this.notice = h('fl-notice');
    this.finder = h('fl-class-finder');
    this.list = h('ul', { class: 'model-list' });
    this.more = h('button', { type: 'button', class: 'small', hidden: true, on: { click: () => { this.count += FIRST; this.changed(); } } });
    this.hint = h('p', { class: 'muted small', role: 'status' });
    this.comparison = new Comparison((anchor, done) => this.finder.open({ anchor, create: false }, done));
    this.listPanel = h('section', { class: 'panel', 'aria-label': t('models.title') }, h('h2', {}, t('models.title')), this.hint, this.list, h('div', { class: 'row' }, this.more));
    this.emptyPlace = h('div', { hidden: true });
    this.content = h('div', { class: 'models-columns' }, h('div', { class: 'panel-column' }, this.listPanel, this.comparison.element),
      h('div', { class: 'panel-column' }, h('section', { class: 'panel', 'aria-label': t('try.title') }, h('h2', {}, t('try.title')), h('fl-try-it'))));
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.models')), this.notice, h('div', { class: 'models-scroll', 'data-scroller': true }, this.emptyPlace, this.content), this.finder);
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.sync(); });
    this.onParams(parse(location.hash).params);
    this.sync();
  }

  get keyMode() { return 'choice'; }

  /** The list is read when a model was trained, loaded or measured. */
  sync() {
    const { status } = store;
    if (!status) return;
    const mark = `${status.dataset?.id} ${status.version} ${status.model?.id} ${status.training} ${status.accuracy?.labels}`;
    if (mark === this.mark) return;
    this.mark = mark;
    this.read();
  }

  refresh() { this.read(); }

  async read() {
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    try {
      const { models } = await api.models({ signal: asked.signal });
      this.models = models;
      this.error = null;
    } catch (error) {
      if (asked.signal.aborted) return;
      this.error = error;
    }
    this.changed();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.asked?.abort();
  }

  update() {
    const models = this.models ?? [];
    const none = models.length === 0;
    this.content.hidden = none && store.status?.scorer !== 'query';
    this.listPanel.hidden = none;
    this.emptyPlace.hidden = !none;
    if (none) {
      this.emptyPlace.replaceChildren(this.error ? emptyState(explain(this.error), null) : this.models === null ? h('p', { class: 'muted quality-wait' }, t('models.reading'))
        : emptyState(t('models.empty'), t('models.empty.more'), h('a', { class: 'button primary', href: format('label') }, t('review.empty.go'))));
    }
    const shown = models.slice(0, this.count);
    const rows = shown.map((model) => {
      const row = this.rows.get(model.id) ?? new ModelRow(model.id, { load: (m) => this.load(m), choose: (m) => this.choose(m.id), rename: (m, name) => this.rename(m, name) });
      this.rows.set(model.id, row);
      row.show(model, this.chosen.indexOf(model.id) >= 0);
      return row.element;
    });
    if (rows.length !== this.list.children.length || rows.some((row, i) => row !== this.list.children[i])) this.list.replaceChildren(...rows);
    this.more.hidden = models.length <= this.count;
    text(this.more, t('models.more', { n: Math.min(FIRST, models.length - this.count) }));
    const pair = pairOf(models, this.chosen);
    text(this.hint, models.length < 2 ? t('models.hint.one') : pair ? t('models.hint.pair', { a: titleOf(pair[0]), b: titleOf(pair[1]) }) : t('models.hint'));
    attr(this.list, 'data-pair', Boolean(pair));
    this.comparison.show(pair);
  }

  onParams(params) {
    this.chosen = [params.a, params.b].filter(Boolean);
    this.changed();
  }

  choose(id) {
    const [a, b] = choose(this.chosen, id);
    replaceParams({ a, b });
    prefs.set('params.models', parse(location.hash).params);
    this.onParams(parse(location.hash).params);
    if (pairOf(this.models, this.chosen)) queueMicrotask(() => this.comparison.element.scrollIntoView({ block: 'nearest' }));
  }

  async load(model) {
    try {
      await api.loadModel(model.id);
      remember();
      store.say(t('models.loaded', { name: titleOf(model) }), 'ok');
      refresh();
    } catch (error) {
      if (error.lost) lost();
      store.say(explain(error), 'error');
    }
  }

  async rename(model, name) {
    try {
      await api.nameModel(model.id, name);
      await this.read();
    } catch (error) {
      if (error.lost) lost();
      store.say(explain(error), 'error');
    }
  }
}
