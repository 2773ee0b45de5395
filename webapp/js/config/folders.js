/**
 * The folder browser: only what the server allows, and what a folder could be opened as.
 * Events: `fl-pick`, detail {path, sheet, table}; `fl-kind`, detail one of the server's suggestions.
 */
import { api } from '../api.js';
import { attr, h, icon } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { explain, number, said, t } from '../i18n.js';
import { contents, kindOf } from './kinds.js';

const join = (folder, name) => (folder === null || name.startsWith('/') || /^[A-Za-z]:/.test(name) ? name
  : `${folder.replace(/[/\\]$/, '')}${folder.includes('\\') ? '\\' : '/'}${name}`);

export class FlFolders extends FlElement {
  path = null;
  wanted = 'folder';
  listing = null;

  build() {
    attr(this, 'role', 'group');
    attr(this, 'aria-label', t('config.browse'));
    this.open(this.path);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.asked?.abort();
  }

  /** @param wanted what is looked for: 'folder', 'sheet', 'table' or 'texts' */
  setWanted(wanted) {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    if (this.listing && this.isConnected) this.show(this.listing, false);
  }

  /** Begin at this folder, wherever the reader is now. */
  lookAt(path) {
    if (path === this.path) return;
    this.path = path;
    if (this.isConnected) this.open(path);
  }

  async open(path, focus = false) {
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    attr(this, 'aria-busy', 'true');
    try {
      const answer = await api.browse(path ?? undefined, { signal: asked.signal });
      this.path = answer.path;
      this.listing = answer;
      this.show(answer, focus);
      this.dispatchEvent(new Event('fl-listed'));
      if (answer.path !== null && focus) this.dispatchEvent(new CustomEvent('fl-pick', { detail: { path: answer.path } }));
    } catch (error) {
      if (asked.signal.aborted) return;
      // The list stays; the line above it says why the folder did not open.
      this.querySelector('.browse-error')?.remove();
      this.prepend(h('p', { class: 'browse-error error small', role: 'alert' }, explain(error)));
      if (path !== null && !this.querySelector('ul')) this.open(null);
    } finally {
      if (!asked.signal.aborted) attr(this, 'aria-busy', null);
    }
  }

  show(listing, focus) {
    const { path, parent, folders, sheets = [], tables = [] } = listing;
    const row = (name, label, symbol, act, extra) => h('li', {}, h('button', { type: 'button', class: 'browse-row', title: name, on: { click: act } }, icon(symbol), h('span', { class: 'browse-name' }, label), extra));
    const pick = (name, what) => () => this.dispatchEvent(new CustomEvent('fl-pick', { detail: { path: join(path, name), ...what } }));
    const files = [
      ...(this.wanted === 'sheet' ? sheets.map((s) => row(s.name, s.name, 'sheet', pick(s.name, { sheet: s }), h('span', { class: 'muted small' }, `${number(s.width)} × ${number(s.height)}`))) : []),
      ...(this.wanted === 'table' || this.wanted === 'texts' ? tables.map((f) => row(f.name, f.name, 'text', pick(f.name, { table: f }), h('span', { class: 'muted small' }, t(f.about ? 'config.rows.about' : 'config.rows', { n: f.rows })))) : []),
    ];
    const list = h('ul', { class: 'browse-list' },
      path !== null && row(t('config.browse.up'), t('config.browse.up'), 'up', () => this.open(parent ?? null, true)), files,
      folders.map((name) => row(name, name, 'folder', () => this.open(join(path, name), true))));
    const facts = path === null ? [] : contents(listing).map(([words, n]) => t(words, { n }));
    this.replaceChildren(h('p', { class: 'browse-path' }, icon('folder'), h('span', { class: 'browse-name', title: path }, path ?? t('config.browse.roots')),
      facts.length > 0 && h('span', { class: 'muted small' }, facts.join(t('list.comma')))), this.suggestions(listing.kinds ?? []), list);
    if (path !== null && folders.length === 0 && files.length === 0) list.append(h('li', { class: 'muted small browse-none' }, t('config.browse.none')));
    if (focus) list.querySelector('button')?.focus({ preventScroll: true });
  }

  suggestions(kinds) {
    if (kinds.length === 0) return '';
    return h('div', { class: 'suggestions', role: 'group', 'aria-label': t('config.suggest') }, h('span', { class: 'muted small' }, t('config.suggest')), kinds.slice(0, 6).map((kind) => h('button', {
      type: 'button', class: 'small suggestion', title: kind.path, on: { click: () => this.dispatchEvent(new CustomEvent('fl-kind', { detail: kind })) },
    }, icon(kindOf(kind.type).icon), h('span', { class: 'ellipsis' }, t(`config.type.${kind.type}`)), h('span', { class: 'muted ellipsis' }, said(kind.why)))));
  }
}
