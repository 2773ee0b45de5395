/** The Statistics page: how far and how fast a data set goes, how far people agree, what pre-labels are worth. */
import { h, text } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { emptyState } from '../../elements/empty.js';
import { choose } from '../../golden/setup/field.js';
import { decimal, explain, number, percent, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { format, parse, replaceParams } from '../../router.js';
import { prefs } from '../../store.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { countBars, statusBar, statusLegend } from '../parts.js';
import { chosenDataset, keepDataset, Picker } from '../picker.js';
import { hub } from '../store.js';
import { agreementOf, anchoringOf, daysLeft, pace, running, shareRow } from './figures.js';
import { annotators, pairs } from './tables.js';

const panel = (title, ...content) => h('section', { class: 'panel', 'aria-label': t(title) }, h('h2', {}, t(title)), ...content);
const chart = (tag, name) => h(tag).setup({ name, title: t(`stats.${name}`), how: t(`stats.${name}.how`), empty: t(`stats.${name}.empty`) });

export class FlHubStats extends FlElement {
  build() {
    this.className = 'page hub-page hub-stats';
    this.picker = new Picker((id) => { replaceParams({ dataset: id, model: null }); prefs.set('params.stats', { dataset: id }); this.choose(); });
    this.heads = h('div', { class: 'stat-heads' });
    this.charts = { throughput: chart('fl-hub-days', 'throughput'), accuracy: chart('fl-hub-accuracy', 'accuracy'), models: chart('fl-whisker-chart', 'models'), anchoring: chart('fl-whisker-chart', 'anchoring'), calibration: chart('fl-hub-calibration', 'calibration') };
    this.model = h('select', { 'aria-label': t('stats.model'), on: { change: () => this.readReliability(this.model.value) } });
    this.ece = h('p', { class: 'muted small' });
    this.anchoringWords = h('p', {});
    this.labels = h('div', {});
    this.people = h('div', {});
    this.agreement = h('div', { class: 'agreement' });
    const one = (c, ...more) => h('section', { class: 'panel' }, c, ...more);
    this.results = h('div', { class: 'quality-results', hidden: true }, this.heads, h('div', { class: 'quality-pair' }, one(this.charts.throughput), panel('stats.labels', this.labels)), panel('stats.people', this.people), panel('stats.agreement', this.agreement),
      h('div', { class: 'quality-pair' }, one(this.charts.accuracy), one(this.charts.models)), h('div', { class: 'quality-pair even' }, one(this.charts.calibration, this.model, this.ece), one(this.charts.anchoring, this.anchoringWords)));
    this.end = h('div', { class: 'hub-end muted', role: 'status' });
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.stats')), h('fl-notice'), h('div', { class: 'quality-scroll', 'data-scroller': true }, h('div', { class: 'hub-tools hub-wide' }, this.picker.element), this.end, this.results));
    this.listen(hub, 'change', (e) => { if (['datasets', 'errors'].some((name) => e.detail.has(name))) this.choose(); });
    this.choose();
    feeds.datasets.read();
  }

  onParams() { this.choose(); }

  refresh() {
    feeds.datasets.read();
    this.read();
  }

  /** Counts of the data set moved: its statistics are read again. */
  choose() {
    const set = chosenDataset(parse(location.hash).params.dataset);
    this.picker.show(set?.id);
    const mark = set && JSON.stringify([set.id, set.by_status, set.assigned]);
    const other = set?.id !== this.set?.id;
    const moved = mark !== this.mark;
    Object.assign(this, { set, mark });
    if (other) {
      Object.assign(this, { stats: null, error: null, reliability: null });
      if (set) keepDataset(set.id);
    }
    if (set && moved) this.read();
    this.changed();
  }

  async read() {
    const { set } = this;
    if (!set) return;
    try {
      const stats = await hubApi.stats(set.id);
      if (set.id !== this.set?.id) return;
      Object.assign(this, { stats, error: null });
    } catch (error) {
      if (error.lost) lost();
      this.error = error;
    }
    this.changed();
    this.readReliability(this.reliability?.model);
  }

  async readReliability(model) {
    const { set } = this;
    try {
      const answer = await hubApi.reliability(set.id, model);
      if (set.id !== this.set?.id) return;
      this.reliability = answer;
      this.changed();
    } catch { /* the plot stays empty and says why it may be */ }
  }

  update() {
    const { stats, set } = this;
    this.results.hidden = !stats;
    this.showEnd();
    if (!stats) return;
    this.showHeads(stats);
    this.labels.replaceChildren(Object.keys(stats.by_label ?? {}).length ? countBars(Object.entries(stats.by_label).sort((a, b) => b[1] - a[1]), stats.labeled) : h('p', { class: 'muted' }, t('stats.labels.none')));
    this.people.replaceChildren(stats.by_annotator?.length ? annotators(stats.by_annotator, set.id) : h('p', { class: 'muted' }, t('stats.people.none'), ' ', h('a', { href: format('data', { dataset: set.id }) }, t('step.assign'))));
    this.showAgreement(stats.agreement ?? {});
    const pre = stats.prelabel ?? {};
    this.charts.throughput.show(stats.throughput ?? []);
    this.charts.accuracy.show(running(pre.by_day ?? []));
    this.charts.models.show({ rows: (pre.by_model ?? []).map(({ model, right, of }) => shareRow(model, { right, of }, t('stats.of', { n: right, of }))).filter(Boolean), max: 1, unit: 'share' });
    const anchoring = pre.anchoring ?? {};
    this.charts.anchoring.show({ rows: ['shown', 'hidden'].map((name) => shareRow(t(`stats.anchoring.${name}`), anchoring[name], anchoring[name] && t('stats.of', { n: anchoring[name].right, of: anchoring[name].of }))).filter(Boolean), max: 1, unit: 'share' });
    text(this.anchoringWords, t(`stats.anchored.${anchoringOf(anchoring)}`));
    this.showReliability();
  }

  showHeads({ total, labeled, unlabeled, by_status: by, throughput, prelabel }) {
    const { sum, perDay } = pace(throughput ?? []);
    const left = daysLeft(unlabeled, perDay);
    const accuracy = prelabel?.accuracy;
    const head = (words, figure, note) => h('div', { class: 'stat-head' }, h('p', { class: 'muted small' }, words), h('p', { class: 'stat-figure' }, figure), h('p', { class: 'muted small' }, note));
    this.heads.replaceChildren(h('div', { class: 'stat-wide' }, statusBar(by, total), statusLegend(by)),
      head(t('stats.head.done'), total ? percent(labeled / total) : '–', t('stats.of', { n: labeled, of: total })),
      head(t('stats.head.week'), number(sum), left ? t('stats.head.left', { n: left }) : t('stats.head.noleft')),
      head(t('stats.head.prelabel'), accuracy ? percent(accuracy.share ?? accuracy.right / accuracy.of) : '–', accuracy ? t('stats.head.range', { low: percent(accuracy.low), high: percent(accuracy.high), of: accuracy.of }) : t('stats.head.noprelabel')));
  }

  showAgreement({ alpha, pairs: list = [], tasks = 0 }) {
    const grade = agreementOf(alpha);
    this.agreement.replaceChildren(...(grade ? [h('p', { class: 'agreement-alpha' }, h('strong', { class: 'stat-figure' }, decimal(alpha)), h('span', {}, t('stats.alpha', { n: tasks }), ' ', t(`stats.agreement.${grade}`)))] : [h('p', { class: 'muted' }, t('stats.agreement.none'), ' ', h('a', { href: format('data', { dataset: this.set.id }) }, t('settings.title')))]), list.length ? pairs(list) : '');
  }

  showReliability() {
    const r = this.reliability;
    const models = r?.models ?? [];
    choose(this.model, models.map((m) => [m, m]), r?.model ?? '');
    this.model.hidden = models.length < 2;
    this.charts.calibration.show(r?.raw?.bins?.length ? { raw: r.raw.bins, calibrated: r.calibrated?.bins ?? null } : { raw: [], calibrated: null });
    text(this.ece, typeof r?.raw?.ece === 'number' && r.n > 0 ? [t('stats.ece', { raw: decimal(r.raw.ece, 3), n: r.n }), r.calibrated ? t('stats.ece.calibrated', { calibrated: decimal(r.calibrated.ece, 3) }) : r.needed > 0 && t('stats.ece.needed', { n: r.needed })].filter(Boolean).join(' ') : '');
  }

  showEnd() {
    const error = this.error ?? (hub.datasets ? null : hub.errors.datasets);
    const again = () => h('button', { type: 'button', on: { click: () => this.refresh() } }, t('hub.again'));
    if (this.stats) this.end.replaceChildren();
    else if (error) this.end.replaceChildren(emptyState(explain(error), null, again()));
    else if (hub.datasets && !this.set) this.end.replaceChildren(emptyState(t(hub.datasets.length ? 'data.gone' : 'hub.none.title'), hub.datasets.length ? null : t('hub.none.more'), h('a', { class: 'button primary', href: format('data', hub.datasets.length ? {} : { new: 1 }) }, t(hub.datasets.length ? 'data.back' : 'hub.none.go'))));
    else text(this.end, t('hub.reading'));
  }
}
