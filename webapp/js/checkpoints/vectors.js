/** The embeddings of the open data set as files, and embeddings that were computed elsewhere. */
import { api, embeddingsUrl } from '../api.js';
import { attr, h, icon, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { explain, t } from '../i18n.js';
import { lost, refresh } from '../live.js';
import { store } from '../store.js';
import { importField } from './facts.js';
import { feed } from './feed.js';

const FILES = { npy: ['NumPy', 'embeddings.npy'], ids: ['CSV', 'embeddings-ids.csv'], parquet: ['Parquet', 'embeddings.parquet'] };

export class FlVectors extends FlElement {
  build() {
    this.links = Object.entries(FILES).map(([format, [name, file]]) => h('a', { class: 'button', href: embeddingsUrl(format), download: file, 'aria-label': t(`vectors.as.${format}`), title: t(`vectors.as.${format}`) },
      icon('download'), format === 'ids' ? t('vectors.ids') : name));
    this.row = h('div', { class: 'row' }, this.links);
    this.note = h('p', { class: 'muted small' });
    this.append(h('p', { class: 'muted' }, t('vectors.export.more')), this.row, this.note, this.form());
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
  }

  form() {
    const file = (id, accept) => h('input', { type: 'file', id, accept, 'aria-describedby': 'vectors-error', on: { change: () => this.complain(null) } });
    this.numbers = file('vectors-file', '.npy');
    this.ids = file('vectors-ids', '.csv,.txt,text/csv,text/plain');
    this.name = h('input', { type: 'text', id: 'vectors-name', maxlength: 60, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'vectors-error', on: { input: () => this.complain(null) } });
    this.error = h('p', { id: 'vectors-error', class: 'field-error', role: 'alert' });
    this.button = h('button', { type: 'submit' }, t('vectors.import.go'));
    this.report = h('div', { class: 'import-report', role: 'status' });
    const field = (input, words) => h('div', { class: 'field' }, h('label', { for: input.id }, words), input);
    return h('details', { class: 'other' }, h('summary', {}, t('vectors.import')), h('form', { class: 'other-form', novalidate: true, on: { submit: (e) => { e.preventDefault(); this.send(); } } },
      h('p', { class: 'muted small' }, t('vectors.import.more')), field(this.numbers, t('vectors.file')), field(this.ids, t('vectors.idsfile')), field(this.name, t('vectors.name')), this.error, h('div', { class: 'row' }, this.button), this.report));
  }

  update() {
    const done = store.status?.embedding?.done ?? 0;
    // A link that leads nowhere would be a file with an error in it.
    this.row.hidden = done === 0;
    text(this.note, done ? t('vectors.count', { n: done }) : t('vectors.none'));
  }

  complain(words, field = null) {
    text(this.error, words ?? '');
    for (const input of [this.numbers, this.ids, this.name]) attr(input, 'aria-invalid', input === field ? 'true' : null);
    field?.focus();
  }

  async send() {
    const [numbers, ids, name] = [this.numbers.files[0], this.ids.files[0], this.name.value.trim()];
    if (!numbers) return this.complain(t('vectors.missing.file'), this.numbers);
    if (!ids) return this.complain(t('vectors.missing.ids'), this.ids);
    if (!name) return this.complain(t('vectors.missing.name'), this.name);
    if (this.busy) return undefined;
    this.busy = true;
    this.complain(null);
    attr(this.button, 'aria-disabled', 'true');
    this.report.replaceChildren(h('p', { class: 'muted' }, t('import.reading', { name: numbers.name })));
    try {
      this.tell(await api.importEmbeddings(numbers, ids, name), name);
      feed.read();
    } catch (error) {
      if (error.lost) lost();
      this.report.replaceChildren();
      this.complain(explain(error), this[importField(error.code)] ?? null);
    } finally {
      this.busy = false;
      attr(this.button, 'aria-disabled', null);
    }
    return undefined;
  }

  tell({ id, matched, unmatched = [], unmatched_count: missed = unmatched.length, dim }, name) {
    const use = h('button', { type: 'button', class: 'primary', on: { click: () => this.use(id, use) } }, t('checkpoint.use.name', { name }));
    this.report.replaceChildren(h('p', { class: 'ok' }, t('vectors.imported', { n: matched, dim })),
      missed > 0 && h('p', {}, t('vectors.unmatched', { n: missed }), h('span', { class: 'muted small import-names' }, unmatched.join(t('list.comma')), missed > unmatched.length && '…')) || '',
      h('p', { class: 'muted small' }, t('vectors.notext')), h('div', { class: 'row' }, use));
  }

  async use(id, button) {
    if (button.getAttribute('aria-disabled') === 'true') return;
    attr(button, 'aria-disabled', 'true');
    try {
      await api.useCheckpoint(id);
      this.complain(null);
      refresh();
      feed.read();
    } catch (error) {
      if (error.lost) lost();
      attr(button, 'aria-disabled', null);
      this.complain(explain(error));
    }
  }
}
