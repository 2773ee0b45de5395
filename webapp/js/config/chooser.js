/** The form that opens a data set, with its errors beside the field they are about. */
import { api } from '../api.js';
import { attr, h, text } from '../dom.js';
import { explain, number, t } from '../i18n.js';
import { lost, refresh } from '../live.js';

/** Codes that are about the tile size; everything else a refusal says is about the path. */
const ABOUT_TILE = /tile|geometry/;

export class Chooser {
  /** @param opened ({dataset, restored_labels}) => void */
  constructor(opened, type = 'sample') {
    this.opened = opened;
    this.path = h('input', { type: 'text', id: 'path', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'path-error', placeholder: '/' });
    this.pathLabel = h('label', { for: 'path' });
    this.pathError = h('p', { id: 'path-error', class: 'field-error', role: 'alert' });
    this.tile = h('input', { type: 'number', id: 'tile', min: 4, max: 2048, value: 48, 'aria-describedby': 'tile-error' });
    this.tileError = h('p', { id: 'tile-error', class: 'field-error', role: 'alert' });
    this.tiles = h('span', { class: 'muted small' });
    this.sample = h('p', { class: 'muted' }, t('config.sample.more'));
    this.folders = document.createElement('fl-folders');
    this.folders.addEventListener('fl-pick', (e) => this.pick(e.detail));
    this.types = document.createElement('fl-segmented').setup({
      label: t('config.type'), value: type, options: ['sample', 'image', 'sprite'].map((value) => ({ value, text: t(`config.type.${value}`) })),
    });
    this.types.addEventListener('fl-choose', (e) => this.setType(e.detail));
    this.button = h('button', { type: 'submit', class: 'primary' }, t('config.open'));
    this.pathField = h('div', { class: 'field' }, this.pathLabel, this.path, this.pathError);
    this.tileField = h('div', { class: 'field tile' }, h('label', { for: 'tile' }, t('config.tile')), h('div', { class: 'row' }, this.tile, this.tiles), this.tileError);
    this.element = h('form', { class: 'chooser', novalidate: true, on: { submit: (e) => { e.preventDefault(); this.submit(); } } },
      this.types, this.sample, this.pathField, this.folders, this.tileField, h('div', { class: 'row' }, this.button, h('p', { class: 'muted small' }, t('config.note'))));
    this.path.addEventListener('input', () => this.complain(null));
    this.tile.addEventListener('input', () => { this.complain(null); this.countTiles(); });
    this.type = type;
    this.update();
  }

  /** Show what is open now. */
  show(dataset) {
    if (!dataset) return;
    this.path.value = dataset.path ?? '';
    if (dataset.tile && dataset.type === 'sprite') this.tile.value = dataset.tile;
    this.setType(dataset.type === 'sample' || dataset.type === 'sprite' ? dataset.type : 'image');
  }

  setType(type) {
    this.type = type;
    this.folders.wantSheets = type === 'sprite';
    if (this.folders.isConnected && type !== 'sample') this.folders.open(this.folders.path);
    this.complain(null);
    this.update();
  }

  update() {
    const { type } = this;
    this.types.value = type;
    this.sample.hidden = type !== 'sample';
    this.pathField.hidden = type === 'sample';
    this.folders.hidden = type === 'sample';
    this.tileField.hidden = type !== 'sprite';
    text(this.pathLabel, t(type === 'sprite' ? 'config.path.sheet' : 'config.path.folder'));
  }

  pick({ path, sheet }) {
    if (this.type === 'sprite' && !sheet) return;
    this.path.value = path;
    this.sheet = sheet ?? null;
    this.complain(null);
    this.countTiles();
  }

  countTiles() {
    const side = Number(this.tile.value);
    const n = this.sheet && side >= 4 ? Math.floor(this.sheet.width / side) * Math.floor(this.sheet.height / side) : 0;
    text(this.tiles, n ? t('config.tiles', { n: number(n) }) : '');
  }

  /** Put the error beside the field it is about. */
  complain(error) {
    const aboutTile = error && ABOUT_TILE.test(error.code ?? '');
    text(this.pathError, error && !aboutTile ? explain(error) : '');
    text(this.tileError, aboutTile ? explain(error) : '');
    attr(this.path, 'aria-invalid', error && !aboutTile ? 'true' : null);
    attr(this.tile, 'aria-invalid', aboutTile ? 'true' : null);
    // The sample has no path field; its errors still need a place.
    if (error) this.pathField.hidden = false;
    if (error && this.type !== 'sample') (aboutTile ? this.tile : this.path).focus();
  }

  spec() {
    if (this.type === 'sample') return { type: 'sample' };
    const path = this.path.value.trim();
    return this.type === 'sprite' ? { type: 'sprite', path, tile: Number(this.tile.value) } : { type: 'image', path };
  }

  async submit(spec = this.spec()) {
    if (this.busy) return;
    if (spec.type !== 'sample' && !spec.path) return this.complain({ code: 'missing-path' });
    if (spec.type === 'sprite' && !(Number.isInteger(spec.tile) && spec.tile >= 4 && spec.tile <= 2048)) return this.complain({ code: 'bad-tile' });
    this.busy = true;
    this.complain(null);
    this.button.disabled = true;
    text(this.button, t('config.opening'));
    try {
      const answer = await api.config(spec);
      refresh();
      this.opened(answer);
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
