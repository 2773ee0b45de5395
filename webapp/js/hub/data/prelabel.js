/** Who proposes the labels: the language model, the project's own head, or a text query; and why one of them cannot. */
import { attr, h } from '../../dom.js';
import { said, t } from '../../i18n.js';
import { format } from '../../router.js';
import { hubApi } from '../api.js';
import { attempt } from '../parts.js';

export class Prelabel {
  /** @param changed called when another one is chosen */
  constructor(changed) {
    this.changed = changed;
    this.by = null;
    this.list = h('div', { class: 'prelabelers', role: 'radiogroup', 'aria-label': t('prelabel.by') });
    this.rest = h('input', { type: 'checkbox', checked: true });
    this.limit = h('input', { type: 'number', min: 1, step: 1, inputmode: 'numeric', 'aria-label': t('prelabel.limit'), placeholder: t('prelabel.all') });
    this.options = h('div', { class: 'row' }, h('label', { class: 'inline-field' }, this.rest, t('prelabel.rest')), h('label', { class: 'inline-field' }, t('prelabel.limit'), this.limit));
    this.content = [this.list, this.options];
  }

  get value() {
    return { by: this.by, only_unlabeled: this.rest.checked, limit: this.limit.value ? Number(this.limit.value) : undefined };
  }

  get ready() { return Boolean(this.found?.find((p) => p.by === this.by)?.ready); }

  /** @param found GET …/prelabelers, or null while it is read */
  show(dataset, found, head) {
    this.found = found ?? [];
    const mark = JSON.stringify([dataset.id, found, head]);
    if (mark === this.mark) return;
    if (this.owner !== dataset.id || !this.found.some((p) => p.by === this.by && p.ready)) this.by = this.found.find((p) => p.ready)?.by ?? this.found[0]?.by ?? null;
    Object.assign(this, { mark, owner: dataset.id });
    this.list.replaceChildren(...this.found.map((p) => this.row(p, dataset, head)));
    this.changed();
  }

  row({ by, ready, model, detail }, dataset, head) {
    const input = h('input', { type: 'radio', name: 'prelabel-by', value: by, disabled: !ready, checked: by === this.by, on: { change: () => { this.by = by; this.mark = null; this.show(dataset, this.found, head); } } });
    const train = by === 'head' && head && head.state !== 'training' && h('button', { type: 'button', class: 'small', on: { click: (e) => attempt(e.target, e.target.parentElement.querySelector('.field-error'), () => hubApi.trainHead(dataset.id)) } }, t(head.version ? 'prelabel.retrain' : 'prelabel.train'));
    const help = by === 'ollama' && !ready && h('a', { class: 'button small', href: format('connections') }, t('tab.connections'));
    return h('div', { class: 'prelabeler', 'data-ready': ready, 'data-checked': by === this.by }, h('label', {}, input, h('span', { class: 'prelabeler-words' }, h('strong', {}, t(`prelabel.by.${by}`), model && h('span', { class: 'muted' }, ` · ${model}`)), h('span', { class: 'muted small' }, ready ? t(`prelabel.how.${by}`) : said(detail) || t('prelabel.notready')))),
      train || help, h('p', { class: 'field-error', role: 'alert' }));
  }

  disable(off) { for (const input of [this.rest, this.limit]) attr(input, 'disabled', off); }
}
