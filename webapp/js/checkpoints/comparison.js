/** Which checkpoint learns best on the labels that are there: started here, followed here, used with one click. */
import { api } from '../api.js';
import { attr, h, text } from '../dom.js';
import { explain, number, percent, t } from '../i18n.js';
import { comparable, isOld, ranked, titleOf } from './facts.js';
import { errorWords } from './row.js';

export class CheckpointComparison {
  /** @param send (call) => promise that reads the list again afterwards  @param use (checkpoint) => promise */
  constructor(send, use) {
    this.send = send;
    this.use = use;
    this.rows = new Map();
    this.hint = h('p', { class: 'muted small', id: 'learns-hint' });
    this.start = h('button', { type: 'button', 'aria-describedby': 'learns-hint', on: { click: (e) => this.press(e) } });
    this.progress = h('p', { class: 'small', role: 'status' });
    this.bar = h('progress', { 'aria-label': t('learns.running') });
    this.error = h('p', { class: 'error small', role: 'alert' });
    this.verdict = h('p', { class: 'small' });
    this.list = h('ol', { class: 'learns' });
    this.element = h('section', { class: 'learns-box', 'aria-label': t('learns.title') }, h('h3', {}, t('learns.title')), this.hint, this.list, this.verdict, this.bar, this.progress, h('div', { class: 'row' }, this.start), this.error);
  }

  show(answer, labels) {
    const { comparison } = answer;
    const running = comparison?.state === 'running';
    const { refusal, values, ready } = comparable(answer, labels);
    this.running = running;
    this.refusal = running || !refusal ? null : t(`learns.not.${refusal}`, values);
    const results = running ? [] : comparison?.results ?? [];
    text(this.hint, this.refusal ?? (running || results.length ? '' : t('learns.more', { n: ready })));
    this.hint.hidden = !this.hint.textContent;
    text(this.start, t(running ? 'learns.cancel' : results.length ? 'learns.again' : 'learns.start'));
    attr(this.start, 'aria-disabled', this.sending || this.refusal ? 'true' : null);
    this.bar.hidden = !running;
    this.bar.max = comparison?.total || 1;
    this.bar.value = comparison?.done ?? 0;
    text(this.progress, running ? this.runningWords(comparison, answer) : comparison?.state === 'cancelled' ? t('learns.cancelled') : '');
    text(this.error, this.refused ?? (running ? '' : errorWords(comparison) || (comparison?.state === 'failed' ? t('work.failed') : '')));
    this.showResults(results, answer, labels);
  }

  runningWords(comparison, answer) {
    const c = answer.checkpoints.find((x) => x.id === comparison.checkpoint);
    const of = comparison.total > 0 ? t('work.of', { done: number(comparison.done), total: number(comparison.total) }) : '';
    return [c ? t('learns.looking', { name: titleOf(c) }) : t('learns.running'), of].filter(Boolean).join(' · ');
  }

  showResults(results, answer, labels) {
    const { rows, sure } = ranked(results);
    const shown = rows.map((result) => {
      const row = this.rows.get(result.id) ?? this.row(result.id);
      this.rows.set(result.id, row);
      this.showRow(row, result, answer);
      return row.element;
    });
    if (shown.length !== this.list.children.length || shown.some((row, i) => row !== this.list.children[i])) this.list.replaceChildren(...shown);
    this.list.hidden = rows.length === 0;
    const on = rows.length ? Math.max(...rows.map((r) => r.labels)) : 0;
    text(this.verdict, rows.length === 0 ? '' : [rows.length > 1 && !sure && t('learns.unsure'), isOld(on, labels) && t('learns.since', { n: on, now: labels })].filter(Boolean).join(' '));
    this.verdict.hidden = !this.verdict.textContent;
  }

  row(id) {
    const name = h('span', { class: 'ellipsis learns-name' });
    const tag = h('span', { class: 'tag', hidden: true }, t('learns.best'));
    const figure = h('span', { class: 'learns-figure' });
    const bar = h('span', { class: 'learns-bar', 'aria-hidden': 'true' });
    const button = h('button', { type: 'button', class: 'small', on: { click: (e) => { if (e.detail < 2 && !button.hasAttribute('aria-disabled')) this.choose(id); } } }, t('checkpoint.use'));
    return { name, tag, figure, bar, button, element: h('li', {}, h('span', { class: 'learns-title' }, name, tag), figure, bar, button) };
  }

  showRow(row, result, answer) {
    const c = answer.checkpoints.find((x) => x.id === result.id);
    const title = c ? titleOf(c) : result.id;
    text(row.name, title);
    attr(row.name, 'title', title);
    row.tag.hidden = !result.best;
    attr(row.element, 'data-best', result.best);
    text(row.figure, t('learns.figure', { acc: percent(result.accuracy), low: number(Math.round(result.low * 100)), high: number(Math.round(result.high * 100)), n: result.labels }));
    for (const [name, value] of [['--share', result.accuracy], ['--low', result.low], ['--high', result.high]]) row.bar.style.setProperty(name, value);
    const taken = !c || c.active || answer.switching?.id === result.id;
    if (taken && document.activeElement === row.button) this.start.focus();
    row.button.hidden = taken;
    attr(row.button, 'aria-disabled', answer.pinned ? 'true' : null);
    attr(row.button, 'class', result.best ? 'small primary' : 'small');
    attr(row.button, 'aria-label', t('checkpoint.use.name', { name: title }));
  }

  choose(id) {
    return this.tell(() => this.use(id));
  }

  press(event) {
    if (event.detail > 1 || this.start.getAttribute('aria-disabled') === 'true') return;
    this.tell(() => this.send(() => (this.running ? api.cancelComparison() : api.compareCheckpoints())));
  }

  async tell(call) {
    this.sending = true;
    this.refused = null;
    attr(this.start, 'aria-disabled', 'true');
    try {
      await call();
    } catch (error) {
      this.refused = explain(error);
      text(this.error, this.refused);
    } finally {
      this.sending = false;
      attr(this.start, 'aria-disabled', this.refusal ? 'true' : null);
    }
  }
}
