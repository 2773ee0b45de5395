/**
 * Type to find a class: a field and a list under it, best fit first. Enter takes the marked one; a name that is new can be
 * added at once. One such popover serves the whole page.
 */
import { addClass } from '../class-actions.js';
import { liveClasses, paint } from '../classes.js';
import { attr, h, icon, text } from '../dom.js';
import { isNew, rank } from '../find.js';
import { explain, t } from '../i18n.js';
import { place } from '../labeling/card-tools.js';
import { FlElement } from './base.js';

export class FlClassFinder extends FlElement {
  build() {
    attr(this, 'popover', 'auto');
    this.className = 'popover finder';
    this.input = h('input', {
      type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'finder-list', 'aria-autocomplete': 'list', 'aria-label': t('finder.label'),
      placeholder: t('finder.hint'), autocomplete: 'off', spellcheck: 'false', maxlength: 60,
    });
    this.list = h('ul', { id: 'finder-list', role: 'listbox', 'aria-label': t('finder.list') });
    this.error = h('p', { class: 'field-error', role: 'alert' });
    this.append(this.input, this.list, this.error);
    this.listen(this.input, 'input', () => { this.at = 0; this.update(); });
    this.listen(this.input, 'keydown', (e) => this.onKeys(e));
    this.listen(this.list, 'pointerdown', (e) => e.preventDefault());
    this.listen(this.list, 'click', (e) => this.take(e.target.closest('li')?.row));
    this.listen(this, 'toggle', (e) => { if (e.newState === 'closed') this.end(null); });
  }

  /**
   * @param options {anchor, typed, recent: ids, without: id not to offer, create: may a new one be added, label: what it is for}
   * @param done called once with the class id, or null when nothing was taken
   */
  open({ anchor, typed = '', recent = [], without = null, create = true, label }, done) {
    this.end(null);
    Object.assign(this, { done, recent, without, create, at: 0, busy: false });
    this.input.value = typed;
    attr(this.input, 'aria-label', label ?? t('finder.label'));
    text(this.error, '');
    this.update();
    this.showPopover();
    place(this, anchor);
    this.input.focus();
    this.input.setSelectionRange(typed.length, typed.length);
  }

  end(id) {
    const { done } = this;
    this.done = null;
    if (!done) return;
    if (this.matches(':popover-open')) this.hidePopover();
    done(id);
  }

  update() {
    if (!this.done) return;
    const typed = this.input.value;
    const classes = liveClasses();
    this.rows = rank(classes.filter((c) => c.id !== this.without), typed, this.recent).map((c) => ({ c }));
    if (this.create && isNew(classes, typed)) this.rows.push({ add: typed.trim() });
    this.at = Math.max(0, Math.min(this.at, this.rows.length - 1));
    this.list.replaceChildren(...(this.rows.length ? this.rows.map((row, i) => this.row(row, i)) : [h('li', { class: 'muted', role: 'option', 'aria-disabled': 'true' }, t('finder.none'))]));
    this.mark();
  }

  row(row, i) {
    const element = row.c
      ? h('li', { role: 'option', id: `finder-${i}`, title: row.c.words }, h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'ellipsis', dir: 'auto' }, row.c.words),
        row.c.count > 0 && h('span', { class: 'muted small' }, String(row.c.count)), row.c.key && h('kbd', { 'aria-hidden': 'true' }, row.c.key))
      : h('li', { role: 'option', id: `finder-${i}`, class: 'finder-add' }, icon('plus'), h('span', { class: 'ellipsis' }, t('finder.add', { name: row.add })));
    element.row = row;
    if (row.c) paint(element, row.c.id);
    return element;
  }

  mark() {
    [...this.list.children].forEach((li, i) => attr(li, 'aria-selected', String(i === this.at)));
    attr(this.input, 'aria-activedescendant', this.rows.length ? `finder-${this.at}` : null);
    this.list.children[this.at]?.scrollIntoView?.({ block: 'nearest' });
  }

  onKeys(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      this.at = Math.max(0, Math.min(this.rows.length - 1, this.at + step));
      this.mark();
    } else if (event.key === 'Enter' || (event.key === 'Tab' && this.rows.length)) this.take(this.rows[this.at]);
    else if (event.key === 'Escape') this.end(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async take(row) {
    if (!row || this.busy) return;
    if (row.c) {
      this.end(row.c.id);
      return;
    }
    this.busy = true;
    try {
      const id = await addClass(row.add);
      if (this.done) this.end(id);
    } catch (error) {
      text(this.error, explain(error));
    } finally {
      this.busy = false;
    }
  }
}
