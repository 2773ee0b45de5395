/** One model in the list: what it is, and what can be done with it. */
import { modelUrl } from '../api.js';
import { attr, h, icon, text } from '../dom.js';
import { ago, bytes, moment, number, percent, t } from '../i18n.js';
import { accuracyOf, nameOf } from './facts.js';

const FORMATS = { safetensors: 'safetensors', onnx: 'ONNX', torchscript: 'TorchScript' };

/** "before the clean-up", or "Model of 120 labels". */
export const titleOf = (model) => nameOf(model) ?? t('models.of', { n: model.labels });

export class ModelRow {
  /** @param act {load, choose, rename}, each given the model */
  constructor(id, act) {
    this.act = act;
    this.name = h('button', { type: 'button', class: 'quiet model-name', title: t('models.rename'), on: { click: () => this.edit() } });
    this.current = h('span', { class: 'tag' }, t('models.current'));
    this.facts = h('span', { class: 'muted small model-facts' });
    this.accuracy = h('span', { class: 'model-accuracy' });
    this.bar = h('span', { class: 'model-bar', 'aria-hidden': 'true' });
    this.pick = h('input', { type: 'checkbox', on: { change: () => act.choose(this.model) } });
    this.load = h('button', { type: 'button', class: 'small', on: { click: () => act.load(this.model) } }, t('models.load'));
    this.links = Object.entries(FORMATS).map(([format, words]) => {
      const link = h('a', { class: 'button small', href: modelUrl(id, format), download: true }, icon('download'), words);
      link.words = words;
      return link;
    });
    this.files = h('details', { class: 'model-files' }, h('summary', { class: 'button small' }, icon('download'), t('models.download')), h('div', { class: 'model-links' }, this.links));
    this.files.addEventListener('focusout', (e) => { if (e.relatedTarget && !this.files.contains(e.relatedTarget)) this.files.open = false; });
    this.files.addEventListener('keydown', (e) => {
      if (e.key !== 'Escape' || !this.files.open) return;
      e.stopPropagation();
      this.files.open = false;
      this.files.firstChild.focus();
    });
    this.head = h('div', { class: 'model-title' }, this.name, this.current);
    this.element = h('li', { class: 'model', 'data-id': id }, h('label', { class: 'check model-pick' }, this.pick, h('span', { class: 'visually-hidden' }, t('models.pick'))),
      h('div', { class: 'model-words' }, this.head, this.facts), h('div', { class: 'model-quality' }, this.accuracy, this.bar),
      h('div', { class: 'model-actions' }, this.load, this.files));
  }

  show(model, chosen) {
    this.model = model;
    const title = titleOf(model);
    text(this.name, title);
    this.current.hidden = !model.current;
    attr(this.element, 'data-current', model.current);
    attr(this.element, 'data-chosen', chosen);
    this.pick.checked = chosen;
    attr(this.pick, 'aria-label', t('models.compare', { name: title }));
    attr(this.load, 'aria-label', t('models.load.name', { name: title }));
    this.load.hidden = model.current;
    for (const link of this.links) attr(link, 'aria-label', t('models.download.as', { name: title, format: link.words }));
    const when = new Date(model.created);
    text(this.facts, [nameOf(model) && t('models.labels', { n: model.labels }), model.architecture, t('models.classes', { n: model.classes.length }), ago(model.created)].filter(Boolean).join(' · '));
    attr(this.facts, 'title', `${moment(when)} · ${bytes(model.bytes ?? 0)}\n${model.classes.slice(0, 20).join(t('list.comma'))}\n${model.checkpoint}`);
    const found = accuracyOf(model);
    text(this.accuracy, found ? t('models.accuracy', { acc: percent(found.accuracy), low: number(Math.round(found.low * 100)), high: number(Math.round(found.high * 100)) }) : t('models.unmeasured'));
    attr(this.accuracy, 'title', found ? t(`models.accuracy.${found.kind}`) : null);
    this.bar.style.setProperty('--share', found ? found.accuracy : 0);
    this.bar.style.setProperty('--low', found ? found.low : 0);
    this.bar.style.setProperty('--high', found ? found.high : 0);
    this.bar.hidden = !found;
  }

  /** The name becomes a field; Enter keeps it, Esc leaves it. */
  edit() {
    const input = h('input', { type: 'text', maxlength: 60, 'aria-label': t('models.rename'), placeholder: t('models.name.hint'), value: nameOf(this.model) ?? '' });
    let done = false;
    const end = (keep) => {
      if (done) return;
      done = true;
      input.replaceWith(this.name);
      if (keep && input.value.trim() !== (nameOf(this.model) ?? '')) this.act.rename(this.model, input.value.trim());
      this.name.focus();
    };
    input.addEventListener('keydown', (e) => {
      if (e.isComposing || (e.key !== 'Enter' && e.key !== 'Escape')) return;
      e.preventDefault();
      e.stopPropagation();
      end(e.key === 'Enter');
    });
    input.addEventListener('blur', () => end(true));
    this.name.replaceWith(input);
    input.focus();
  }
}
