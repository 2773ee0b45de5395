/** A file with texts: dropped or chosen, looked into, its columns chosen. */
import { attr, h, icon, text } from '../../dom.js';
import { bytes, t } from '../../i18n.js';
import { choose } from '../../golden/setup/field.js';
import { errorLine, field } from '../parts.js';
import { columnsOf, guessed } from './columns.js';

const BEGINNING = 65_536;

export class Upload {
  /** @param taken (file, answered) after one was chosen; whether it is one of Label Studio's that brings answers */
  constructor(taken) {
    this.taken = taken;
    this.file = null;
    this.input = h('input', { type: 'file', id: 'data-file', class: 'visually-hidden', accept: '.csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json', on: { change: () => this.take(this.input.files[0]) } });
    this.words = h('span', {}, t('upload.drop'));
    this.drop = h('label', { class: 'drop', for: 'data-file' }, icon('up'), this.words);
    const select = (name) => h('select', { id: `data-${name}` });
    this.selects = { column: select('column'), label_column: select('label'), gold_column: select('gold') };
    this.columns = h('div', { class: 'column-fields', hidden: true }, field(t('upload.column'), this.selects.column), field(t('upload.label_column'), this.selects.label_column), field(t('upload.gold_column'), this.selects.gold_column));
    this.error = errorLine();
    this.element = h('div', { class: 'upload' }, this.input, this.drop, this.columns, this.error);
    for (const type of ['dragover', 'dragenter']) this.drop.addEventListener(type, (e) => { e.preventDefault(); attr(this.drop, 'data-over', true); });
    for (const type of ['dragleave', 'drop']) this.drop.addEventListener(type, () => attr(this.drop, 'data-over', null));
    this.drop.addEventListener('drop', (e) => { e.preventDefault(); this.take(e.dataTransfer.files[0]); });
  }

  async take(file) {
    if (!file) return;
    this.file = file;
    text(this.error, '');
    text(this.words, `${file.name} · ${bytes(file.size)}`);
    const { columns, questions, answered } = columnsOf(await file.slice(0, BEGINNING).text(), file.name);
    const best = guessed(columns);
    const options = columns.map((c) => [c, c]);
    choose(this.selects.column, options, best.text);
    const labels = [...new Set([...columns, ...questions])].map((c) => [c, c]);
    choose(this.selects.label_column, [['', t(answered ? 'upload.itself' : 'upload.nothing')], ...labels], answered ? '' : best.label ?? '');
    choose(this.selects.gold_column, [['', t('upload.nothing')], ...options], '');
    this.columns.hidden = !columns.length;
    this.taken(file, answered);
  }

  /** @return what the server is told of the columns */
  get settings() {
    return Object.fromEntries(Object.entries(this.selects).map(([name, select]) => [name, select.value]).filter(([, value]) => value));
  }
}
