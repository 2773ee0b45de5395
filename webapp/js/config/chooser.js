/** The form that opens a data set, with its errors beside the field they are about. */
import { api } from '../api.js';
import { attr, h, icon, text } from '../dom.js';
import { explain, number, t } from '../i18n.js';
import { lost, refresh } from '../live.js';
import { ClassesField } from './classes-field.js';
import { ColumnsField } from './columns-field.js';
import { fieldOf, GROUPS, KINDS, kindOf, problemOf, specOf, tableOf } from './kinds.js';

export class Chooser {
  /** @param opened (answer of /config, the request) => void */
  constructor(opened, type = 'sample') {
    this.opened = opened;
    this.path = h('input', { type: 'text', id: 'path', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'path-error', placeholder: '/' });
    this.pathLabel = h('label', { for: 'path' });
    this.pathError = h('p', { id: 'path-error', class: 'field-error', role: 'alert' });
    this.tile = h('input', { type: 'number', id: 'tile', min: 4, max: 2048, value: 48, 'aria-describedby': 'tile-error' });
    this.tileError = h('p', { id: 'tile-error', class: 'field-error', role: 'alert' });
    this.tiles = h('span', { class: 'muted small' });
    this.columns = new ColumnsField();
    this.classes = new ClassesField();
    this.folders = document.createElement('fl-folders');
    this.folders.addEventListener('fl-pick', (e) => this.pick(e.detail));
    this.folders.addEventListener('fl-kind', (e) => this.take(e.detail));
    this.folders.addEventListener('fl-listed', () => this.showColumns());
    this.button = h('button', { type: 'submit', class: 'primary' }, t('config.open'));
    this.pathField = h('div', { class: 'field' }, this.pathLabel, this.path, this.pathError);
    this.tileField = h('div', { class: 'field tile' }, h('label', { for: 'tile' }, t('config.tile')), h('div', { class: 'row' }, this.tile, this.tiles), this.tileError);
    this.element = h('form', { class: 'chooser', novalidate: true, on: { submit: (e) => { e.preventDefault(); this.submit(); } } },
      this.kindList(), this.pathField, this.folders, this.columns.element, this.tileField, this.classes.element,
      h('div', { class: 'row' }, this.button, h('p', { class: 'muted small' }, t('config.note'))));
    this.path.addEventListener('input', () => { this.complain(null); this.showColumns(); });
    this.tile.addEventListener('input', () => { this.complain(null); this.countTiles(); });
    for (const event of ['click', 'input', 'keydown']) this.element.addEventListener(event, () => { this.touched = true; }, { capture: true });
    this.type = type;
    this.update();
  }

  /** One line for each kind of data, as native radio buttons. */
  kindList() {
    this.inputs = {};
    const row = (type) => {
      const input = this.inputs[type] = h('input', { type: 'radio', name: 'kind', value: type, class: 'visually-hidden', on: { change: () => this.setType(type) } });
      return h('label', { class: 'kind' }, input, icon(KINDS[type].icon), h('span', { class: 'kind-words' }, h('span', { class: 'kind-name' }, t(`config.type.${type}`)), h('span', { class: 'muted small' }, t(`config.type.${type}.more`))));
    };
    return h('div', { class: 'kinds', role: 'radiogroup', 'aria-label': t('config.type') },
      GROUPS.map(([group, types]) => h('div', { class: 'kind-group' }, h('h3', {}, t(`config.group.${group}`)), types.map(row))));
  }

  /** Show what is open now. */
  show(dataset) {
    if (!dataset) return;
    this.path.value = dataset.path ?? '';
    if (dataset.tile && dataset.type === 'sprite') this.tile.value = dataset.tile;
    this.chosen = dataset;
    if (dataset.path) this.folders.lookAt(kindOf(dataset.type).path === 'folder' ? dataset.path : dataset.path.replace(/[/\\][^/\\]*$/, ''));
    this.setType(KINDS[dataset.type] ? dataset.type : 'image');
  }

  setType(type) {
    this.type = type;
    this.complain(null);
    this.update();
  }

  update() {
    const { type } = this;
    const kind = kindOf(type);
    for (const [name, input] of Object.entries(this.inputs)) {
      input.checked = name === type;
      attr(input.parentElement, 'data-checked', input.checked);
    }
    const none = kind.path === 'none';
    this.pathField.hidden = none;
    this.folders.hidden = none;
    this.tileField.hidden = !kind.tile;
    text(this.pathLabel, t(`config.path.${none ? 'folder' : kind.path}`));
    this.folders.setWanted(kind.path);
    this.showColumns();
  }

  /** A table that was looked at has columns to choose from. */
  showColumns() {
    const table = tableOf(this.folders.listing, this.path.value.trim());
    this.columns.show(kindOf(this.type).columns, table?.columns, this.chosen?.path === this.path.value.trim() ? this.chosen : { path_column: table?.path_column });
  }

  /** Something in the folder browser. */
  pick({ path, sheet, table }) {
    const wanted = kindOf(this.type).path;
    if ((wanted === 'sheet' && !sheet) || (wanted === 'table' && !table)) return;
    this.path.value = path;
    this.sheet = sheet ?? null;
    this.chosen = null;
    this.complain(null);
    this.countTiles();
    this.showColumns();
  }

  /** A suggestion: everything is filled in, one click on Open is left. */
  take(kind) {
    this.path.value = kind.path;
    this.chosen = kind;
    this.sheet = null;
    this.setType(kind.type);
    this.button.focus();
  }

  countTiles() {
    const side = Number(this.tile.value);
    const n = this.sheet && side >= 4 ? Math.floor(this.sheet.width / side) * Math.floor(this.sheet.height / side) : 0;
    text(this.tiles, n ? t('config.tiles', { n: number(n) }) : '');
  }

  /** Put the error beside the field it is about. */
  complain(error) {
    let field = error ? fieldOf(error.code) : null;
    if (field === 'columns' && this.columns.element.hidden) field = 'path';
    text(this.pathError, field === 'path' ? explain(error) : '');
    text(this.tileError, field === 'tile' ? explain(error) : '');
    this.columns.complain(field === 'columns' ? error : null);
    this.classes.complain(field === 'classes' ? error : null);
    attr(this.path, 'aria-invalid', field === 'path' ? 'true' : null);
    attr(this.tile, 'aria-invalid', field === 'tile' ? 'true' : null);
    // The sample has no path field; its errors still need a place.
    if (error) this.pathField.hidden = false;
    if (field === 'path' && this.type !== 'sample') this.path.focus();
    if (field === 'tile') this.tile.focus();
  }

  spec() {
    return specOf({ type: this.type, path: this.path.value, tile: this.tile.value, ...this.columns.value, classes: this.classes.value });
  }

  async submit(spec = null) {
    if (this.busy) return;
    if (!spec && !this.classes.check()) return;
    const wanted = spec ?? this.spec();
    const problem = problemOf(wanted);
    if (problem) {
      this.complain({ code: problem });
      return;
    }
    this.busy = true;
    this.complain(null);
    this.button.disabled = true;
    text(this.button, t('config.opening'));
    try {
      const answer = await api.config(wanted);
      refresh();
      this.opened(answer, wanted);
    } catch (error) {
      if (error.lost) lost();
      this.complain(error);
    } finally {
      this.busy = false;
      this.button.disabled = false;
      text(this.button, t('config.open'));
    }
  }
}
