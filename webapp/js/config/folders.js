/** The folder browser: only what the server allows. Event `fl-pick`, detail {path, images, sheet}. */
import { api } from '../api.js';
import { attr, h, icon } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { explain, number, t } from '../i18n.js';

const join = (folder, name) => (folder === null || name.startsWith('/') || /^[A-Za-z]:/.test(name) ? name
  : `${folder.replace(/[/\\]$/, '')}${folder.includes('\\') ? '\\' : '/'}${name}`);

export class FlFolders extends FlElement {
  path = null;
  wantSheets = false;

  build() {
    attr(this, 'role', 'group');
    attr(this, 'aria-label', t('config.browse'));
    this.open(this.path);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.asked?.abort();
  }

  async open(path, focus = false) {
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    attr(this, 'aria-busy', 'true');
    try {
      const answer = await api.browse(path ?? undefined, { signal: asked.signal });
      this.path = answer.path;
      this.show(answer, focus);
      if (answer.path !== null && focus) this.dispatchEvent(new CustomEvent('fl-pick', { detail: { path: answer.path, images: answer.images } }));
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

  show({ path, parent, folders, images, sheets }, focus) {
    const row = (name, label, symbol, act, extra) => h('li', {}, h('button', { type: 'button', class: 'browse-row', title: name, on: { click: act } }, icon(symbol), h('span', { class: 'browse-name' }, label), extra));
    const list = h('ul', { class: 'browse-list' },
      path !== null && row(t('config.browse.up'), t('config.browse.up'), 'up', () => this.open(parent ?? null, true)),
      (this.wantSheets ? sheets ?? [] : []).map((s) => row(s.name, s.name, 'sheet',
        () => this.dispatchEvent(new CustomEvent('fl-pick', { detail: { path: join(path, s.name), sheet: s } })),
        h('span', { class: 'muted small' }, `${number(s.width)} × ${number(s.height)}`))),
      folders.map((name) => row(name, name, 'folder', () => this.open(join(path, name), true))));
    this.replaceChildren(h('p', { class: 'browse-path' }, icon('folder'), h('span', { class: 'browse-name' }, path ?? t('config.browse.roots')),
      path !== null && h('span', { class: 'muted small' }, t('config.browse.images', { n: images ?? 0 }))), list);
    if (path !== null && folders.length === 0 && !(this.wantSheets && sheets?.length)) list.append(h('li', { class: 'muted small browse-none' }, t('config.browse.none')));
    if (focus) list.querySelector('button')?.focus({ preventScroll: true });
  }
}
