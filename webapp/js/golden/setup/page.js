/** The Setup page: model, parameters, prompts; one button begins a session and leads to the workbench. */
import { attr, h, icon, text } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { explain, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { go, parse } from '../../router.js';
import { prefs, store } from '../../store.js';
import { goldenApi } from '../api.js';
import { feeds } from '../live.js';
import { golden, modelOf } from '../store.js';
import { fieldOf, reportOf } from './form.js';
import { Models } from './models.js';
import { Options } from './options.js';
import { Parameters } from './parameters.js';
import { Prompts } from './prompts.js';
import { Sessions } from './sessions.js';

const DRAFT = 'golden.draft';
/** A chosen file cannot be kept over a reload, but over a change of the tab. */
const kept = { file: null, report: null };

export class FlGoldenSetup extends FlElement {
  build() {
    this.className = 'page golden-setup config';
    this.models = new Models(() => { this.parameters.take(modelOf(this.models.value)); this.keep(); });
    this.parameters = new Parameters(() => this.keep());
    this.prompts = new Prompts(() => this.keep());
    this.options = new Options();
    this.sessions = new Sessions();
    this.error = h('p', { class: 'field-error', role: 'alert' });
    this.button = h('button', { type: 'submit', class: 'primary' }, t('setup.begin'));
    const form = h('form', { class: 'panels golden-form', novalidate: true, on: { submit: (e) => { e.preventDefault(); this.begin(); } } },
      h('div', { class: 'panel-column' }, this.panel('setup.model', 'chip', ...this.models.content), this.panel('setup.prompts', 'text', ...this.prompts.content)),
      h('div', { class: 'panel-column' }, this.panel('setup.parameters', 'numbers', this.parameters.element, ...this.options.content,
        h('div', { class: 'row begin-row' }, this.button, h('p', { class: 'muted small' }, t('setup.begin.more'))), this.error), this.panel('sessions.title', 'undo', ...this.sessions.content)));
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.setup')), h('fl-notice'), h('div', { class: 'config-scroll', 'data-scroller': true }, form));
    this.restore();
    this.listen(golden, 'change', () => this.changed());
    this.onParams(parse(location.hash).params);
    feeds.models.read();
    feeds.sessions.read();
  }

  panel(title, symbol, ...content) {
    return h('section', { class: 'panel', 'aria-label': t(title), 'data-title': title }, h('h2', { tabindex: '-1' }, icon(symbol), t(title)), ...content);
  }

  onParams({ part }) {
    const title = { model: 'setup.model', sessions: 'sessions.title', prompts: 'setup.prompts' }[part];
    if (title) requestAnimationFrame(() => this.querySelector(`[data-title="${title}"]`)?.scrollIntoView({ block: 'start' }));
  }

  /** What was typed stays, whatever happens to the page. */
  keep() {
    kept.file = this.prompts.file;
    kept.report = this.prompts.report;
    prefs.set(DRAFT, { model: this.models.value, values: this.parameters.values(), text: this.prompts.text.value });
  }

  restore() {
    this.draft = prefs.get(DRAFT) ?? {};
    this.prompts.text.value = this.draft.text ?? '';
    if (kept.file) this.prompts.file = kept.file;
    if (kept.report) this.prompts.report = kept.report;
    this.prompts.update();
  }

  update() {
    // Not before it is known what can be chosen: nothing is to jump.
    attr(this, 'data-reading', !golden.models && !golden.errors.models);
    this.models.update(this.draft.model);
    const model = modelOf(this.models.value);
    if (model && model.id !== this.parameters.model?.id) this.parameters.take(model, this.parameters.model ? undefined : this.draft.values ?? {});
    this.options.explain();
    this.sessions.update();
  }

  async begin() {
    if (this.busy) return;
    this.complain(null);
    if (!this.models.value) {
      this.models.complain(t('setup.model.missing'));
      return;
    }
    const source = this.prompts.value();
    const bad = this.parameters.check() ?? this.options.check(this.parameters.values().batch_size);
    if (bad) bad.input.focus();
    if (bad || !source) return;
    this.setBusy(true);
    try {
      const settings = { model: this.models.value, ...this.parameters.settings(), ...this.options.settings(), prompts: source.prompts };
      const answer = await goldenApi.init(settings, source.file ?? null);
      kept.report = answer;
      kept.file = source.file ?? null;
      feeds.models.read();
      await feeds.sessions.read();
      go('work', { session: answer.session_id });
      // After the page has changed, which clears the line.
      setTimeout(() => store.say(t('setup.begun', { counts: reportOf(answer).map(([key, values]) => t(key, values)).join(t('list.comma')) }), 'ok'));
    } catch (error) {
      if (error.lost) lost();
      this.complain(error);
    } finally {
      this.setBusy(false);
    }
  }

  setBusy(busy) {
    this.busy = busy;
    attr(this.button, 'aria-disabled', busy ? 'true' : null);
    text(this.button, t(busy ? 'setup.beginning' : 'setup.begin'));
  }

  /** Beside the field it is about. */
  complain(error) {
    text(this.error, '');
    this.models.complain(null);
    this.prompts.complain(null);
    if (!error) return;
    const name = error.lost ? 'form' : fieldOf(error);
    const words = explain(error);
    const field = this.parameters.fields[name] ?? this.options.fields[name];
    if (name === 'prompts') this.prompts.complain(words);
    else if (name === 'model') this.models.complain(words);
    else if (field) {
      if (this.options.fields[name]) this.options.more.open = true;
      field.complain(words);
      field.input.focus();
    } else text(this.error, words);
  }
}
