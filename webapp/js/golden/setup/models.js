/** The models: which is chosen for the session, which are loaded, what each needs; folders can be added. */
import { attr, h, text } from '../../dom.js';
import { bytes, explain, number, said, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { goldenApi } from '../api.js';
import { feeds } from '../live.js';
import { golden } from '../store.js';
import { tooLarge } from './form.js';

/** "12 M parameters · 20 MB · version 1a2b3c4d · cpu float32" */
export function modelFacts(model) {
  const count = (n) => (n >= 1e9 ? t('model.parameters.b', { n: number(n / 1e9, 1) }) : t('model.parameters.m', { n: number(n / 1e6, n < 1e7 ? 1 : 0) }));
  return [t(`model.kind.${model.kind}`), model.parameters > 0 && count(model.parameters), model.bytes > 0 && bytes(model.bytes),
    model.version && t('model.version', { hash: model.version.slice(0, 10) }), [model.device, model.dtype].filter(Boolean).join(' ')].filter(Boolean);
}

export class Models {
  /** @param chosen (model) called with each choice */
  constructor(chosen) {
    this.chosen = chosen;
    this.rows = new Map();
    this.list = h('div', { class: 'model-choices', role: 'radiogroup', 'aria-label': t('setup.model') });
    this.error = h('p', { class: 'field-error', role: 'alert' });
    this.path = h('input', { type: 'text', id: 'golden-folder', autocomplete: 'off', spellcheck: 'false', placeholder: '/', 'aria-describedby': 'golden-folder-error', on: { input: () => this.complainPath(null) } });
    this.pathError = h('p', { id: 'golden-folder-error', class: 'field-error', role: 'alert' });
    this.addButton = h('button', { type: 'button', on: { click: () => this.add() } }, t('model.add'));
    this.browser = h('div', {});
    this.other = h('details', { class: 'other' }, h('summary', {}, t('model.other')), h('div', { class: 'field' }, h('label', { for: 'golden-folder' }, t('model.folder')), this.path, this.pathError),
      this.browser, h('div', { class: 'row' }, this.addButton, h('p', { class: 'muted small' }, t('model.folder.more'))));
    this.other.addEventListener('toggle', () => this.browse());
    this.path.addEventListener('keydown', (e) => { if (e.key === 'Enter') { e.preventDefault(); this.add(); } });
    this.content = [this.list, this.error, this.other];
  }

  get value() { return this.id ?? null; }

  browse() {
    if (!this.other.open || this.browser.firstChild) return;
    const folders = document.createElement('fl-folders');
    folders.addEventListener('fl-pick', (e) => { this.path.value = e.detail.path; this.complainPath(null); });
    this.browser.append(folders);
  }

  complain(words) { text(this.error, words ?? ''); }

  complainPath(words) {
    text(this.pathError, words ?? '');
    attr(this.path, 'aria-invalid', words ? 'true' : null);
    if (words) this.path.focus();
  }

  /** @param id what is chosen, when nothing was yet */
  update(id) {
    const models = golden.models?.models ?? [];
    if (!models.some((m) => m.id === this.id)) this.id = (models.find((m) => m.id === id) ?? models.find((m) => m.state === 'active') ?? models[0])?.id;
    const wanted = models.map((m) => m.id).join('\n');
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      this.rows = new Map(models.map((m) => [m.id, this.row(m)]));
      this.list.replaceChildren(...[...this.rows.values()].map((r) => r.element));
    }
    if (!models.length) this.list.replaceChildren(h('p', { class: 'muted' }, golden.errors.models ? explain(golden.errors.models) : t(golden.models ? 'model.none' : 'model.reading')));
    for (const model of models) this.showRow(this.rows.get(model.id), model);
  }

  row({ id }) {
    const input = h('input', { type: 'radio', name: 'golden-model', value: id, class: 'visually-hidden', on: { change: () => { this.id = id; this.update(); this.chosen(); } } });
    const row = { input, name: h('span', { class: 'kind-name' }), tag: h('span', { class: 'tag' }), facts: h('span', { class: 'muted small' }), bar: h('progress', {}), words: h('span', { class: 'small' }),
      load: h('button', { type: 'button', class: 'small', on: { click: () => this.act(() => goldenApi.useModel(id)) } }, t('model.load')),
      cancel: h('button', { type: 'button', class: 'small', on: { click: () => this.act(() => goldenApi.cancelModel()) } }, t('work.cancel')),
      remove: h('button', { type: 'button', class: 'quiet small', on: { click: () => this.act(() => goldenApi.removeModel(id)) } }, t('model.remove')) };
    const label = h('label', { class: 'kind' }, input, h('span', { class: 'kind-words' }, h('span', { class: 'model-line' }, row.name, row.tag), row.facts, row.bar, row.words));
    row.label = label;
    row.element = h('div', { class: 'model-choice' }, label, h('div', { class: 'model-acts' }, row.load, row.cancel, row.remove));
    return row;
  }

  showRow(row, model) {
    row.input.checked = model.id === this.id;
    attr(row.label, 'data-checked', row.input.checked);
    text(row.name, model.name);
    text(row.tag, t(`model.state.${model.state}`));
    attr(row.tag, 'data-state', model.state);
    text(row.facts, modelFacts(model).join(' · '));
    const { progress } = model;
    row.bar.hidden = model.state !== 'loading';
    if (progress?.total) Object.assign(row.bar, { max: progress.total, value: progress.done });
    attr(row.bar, 'aria-label', t('model.loading', { name: model.name }));
    const large = tooLarge(model);
    attr(row.words, 'class', large || model.error ? 'small error' : 'small muted');
    text(row.words, model.state === 'loading' && progress ? `${t('work.of', { done: bytes(progress.done), total: bytes(progress.total) })}${progress.part ? ` · ${progress.part}` : ''}`
      : large ? t('model.too-large', { needs: bytes(large.needs), has: bytes(large.has) }) : said(model.error));
    row.load.hidden = !['ready', 'failed'].includes(model.state);
    row.cancel.hidden = model.state !== 'loading';
    row.remove.hidden = !model.removable || ['loading', 'active'].includes(model.state);
    for (const [button, words] of [[row.load, 'model.load.name'], [row.cancel, 'model.cancel.name'], [row.remove, 'model.remove.name']]) attr(button, 'aria-label', t(words, { name: model.name }));
  }

  async act(call) {
    this.complain(null);
    try {
      await call();
    } catch (error) {
      if (error.lost) lost();
      this.complain(explain(error));
    }
    feeds.models.read();
  }

  async add() {
    const path = this.path.value.trim();
    this.complainPath(path ? null : t('error.missing-path'));
    if (!path || this.busy) return;
    this.busy = true;
    try {
      const { id } = await goldenApi.addModel(path);
      this.path.value = '';
      this.other.open = false;
      this.id = id;
      await feeds.models.read();
      this.id = id;
      this.update();
      this.chosen();
    } catch (error) {
      if (error.lost) lost();
      this.complainPath(explain(error));
    } finally {
      this.busy = false;
    }
  }
}
