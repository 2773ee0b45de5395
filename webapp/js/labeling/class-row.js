/**
 * The classes above the cards: each with its digit, colour and count. A click chooses the brush; a double click or F2
 * renames; a class dragged onto another one is merged into it; "…" opens all of it.
 */
import { addClass, mergeClass, renameClass } from '../class-actions.js';
import { isChoice, liveClasses, paint } from '../classes.js';
import { attr, h, icon, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { fit } from '../find.js';
import { explain, number, t } from '../i18n.js';
import { store } from '../store.js';
import { session } from './session.js';

/** From so many classes on there is a field to find one in the row. */
const MANY = 12;

export class FlClassRow extends FlElement {
  build() {
    attr(this, 'role', 'group');
    attr(this, 'aria-label', t('class.row'));
    this.chips = new Map();
    this.shown = '';
    this.filter = h('input', { type: 'search', class: 'class-filter', 'aria-label': t('class.filter'), placeholder: t('class.filter'), autocomplete: 'off', spellcheck: 'false', hidden: true });
    this.place = h('div', { class: 'class-chips', role: 'toolbar', 'aria-label': t('class.brush') });
    this.add = h('button', { type: 'button', class: 'quiet small class-add', title: t('class.add') }, icon('plus'), h('span', {}, t('class.add.short')));
    this.names = h('button', { type: 'button', class: 'quiet small', title: t('class.names.tip'), on: { click: () => session.setQuery('', { by_names: true }) } }, t('class.names'));
    this.error = h('p', { class: 'field-error', role: 'alert' });
    this.menu = document.createElement('fl-class-menu');
    this.append(h('div', { class: 'class-line' }, this.filter, this.place, this.add, this.names), this.error, this.menu);
    this.listen(this.filter, 'input', () => this.update());
    this.listen(this.add, 'click', () => this.edit(null));
    this.listen(this.place, 'click', (e) => this.click(e));
    this.listen(this.place, 'dblclick', (e) => { const chip = e.target.closest('.class-chip'); if (chip) this.edit(chip.classId); });
    this.listen(this.place, 'contextmenu', (e) => { const chip = e.target.closest('.class-chip'); if (chip) { e.preventDefault(); this.menu.open(chip.classId, chip); } });
    this.listen(this.place, 'keydown', (e) => this.onKeys(e));
    for (const type of ['dragstart', 'dragover', 'dragleave', 'drop', 'dragend']) this.listen(this.place, type, (e) => this.drag(e));
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
    this.listen(session, 'change', () => this.changed());
    this.listen(this.menu, 'fl-rename', (e) => this.edit(e.detail));
  }

  update() {
    const all = liveClasses();
    // Pictures of two classes have their own keys and marks.
    attr(this, 'data-flip', !isChoice());
    const typed = this.filter.value.trim();
    const counts = session.batch?.counts().byClass ?? new Map();
    const classes = typed ? all.filter((c) => fit(c.words, typed) >= 0) : all;
    this.filter.hidden = all.length <= MANY;
    this.names.hidden = all.length < 3;
    const mark = classes.map((c) => `${c.id} ${c.words} ${c.key}`).join('\n');
    if (mark !== this.shown && !this.editing) {
      this.shown = mark;
      this.chips = new Map(classes.map((c) => [c.id, this.chips.get(c.id)?.made === `${c.words} ${c.key}` ? this.chips.get(c.id) : this.chip(c)]));
      this.place.replaceChildren(...this.chips.values());
    }
    for (const c of classes) this.draw(c, counts.get(c.id) ?? 0);
  }

  chip(c) {
    const button = h('button', { type: 'button', class: 'class-pick', title: c.words },
      c.key !== null && h('span', { class: 'chip-key', 'aria-hidden': 'true' }, c.key), h('span', { class: 'swatch', 'aria-hidden': 'true' }),
      h('span', { class: 'chip-name', dir: 'auto' }, c.words), h('span', { class: 'chip-count' }));
    const more = h('button', { type: 'button', class: 'class-more', tabindex: '-1', 'aria-label': t('class.menu', { name: c.words }), title: t('class.menu', { name: c.words }) }, icon('more'));
    const chip = h('span', { class: 'class-chip', draggable: 'true' }, button, more);
    return Object.assign(chip, { classId: c.id, button, count: button.lastChild, made: `${c.words} ${c.key}` });
  }

  draw(c, here) {
    const chip = this.chips.get(c.id);
    if (!chip) return;
    paint(chip, c.id);
    const brush = session.brush === c.id;
    attr(chip, 'data-brush', brush);
    attr(chip.button, 'aria-pressed', String(brush));
    attr(chip.button, 'tabindex', brush || (session.brush === null && c.index === 0) ? null : -1);
    const words = `${number(c.count)}${here ? ` +${number(here)}` : ''}`;
    text(chip.count, words);
    attr(chip.button, 'aria-label', t('class.chip', { name: c.words, count: c.count, here }));
  }

  click(event) {
    const chip = event.target.closest('.class-chip');
    if (!chip) return;
    if (event.target.closest('.class-more')) this.menu.open(chip.classId, chip);
    else session.setBrush(chip.classId);
  }

  onKeys(event) {
    const chip = event.target.closest('.class-chip');
    if (!chip || event.target.tagName === 'INPUT') return;
    const list = [...this.place.children];
    const to = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (to) list[(list.indexOf(chip) + to + list.length) % list.length].button.focus();
    else if (event.key === 'F2') this.edit(chip.classId);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.menu.open(chip.classId, chip);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Write a name where the chip is; null for a new class. Enter keeps it, Escape does not. */
  edit(id) {
    const chip = id === null ? null : this.chips.get(id);
    if ((id !== null && !chip) || this.editing) return;
    this.editing = true;
    text(this.error, '');
    const before = id === null ? '' : liveClasses().find((c) => c.id === id)?.name ?? '';
    const input = h('input', { type: 'text', class: 'class-name', maxlength: 60, value: before, 'aria-label': t(id === null ? 'class.add' : 'class.rename'), placeholder: t('class.name') });
    const field = h('span', { class: 'class-edit' }, input);
    if (chip) chip.replaceWith(field);
    else this.place.append(field);
    const close = () => {
      if (!this.editing) return;
      this.editing = false;
      this.shown = null;
      if (chip && field.isConnected) field.replaceWith(chip);
      else field.remove();
      this.update();
      this.chips.get(id)?.button.focus();
    };
    const keep = async () => {
      const name = input.value.trim();
      if (!name || name === before) return close();
      try {
        if (id === null) session.brush = await addClass(name);
        else await renameClass(id, name);
        text(this.error, '');
        close();
      } catch (error) {
        text(this.error, explain(error));
        attr(input, 'aria-invalid', 'true');
        input.focus();
      }
    };
    input.addEventListener('keydown', (e) => {
      if (e.isComposing || (e.key !== 'Enter' && e.key !== 'Escape')) return;
      e.preventDefault();
      e.stopPropagation();
      if (e.key === 'Enter') keep();
      else { text(this.error, ''); close(); }
    });
    input.addEventListener('blur', () => setTimeout(() => { if (field.isConnected && document.activeElement !== input && !this.error.textContent) keep(); }, 0));
    input.select();
    input.focus();
  }

  drag(event) {
    const chip = event.target.closest?.('.class-chip');
    if (event.type === 'dragstart') {
      this.dragged = chip?.classId ?? null;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', chip?.textContent ?? '');
      return;
    }
    for (const other of this.chips.values()) attr(other, 'data-over', event.type === 'dragover' && other === chip && other.classId !== this.dragged);
    const fits = chip && this.dragged !== null && this.dragged !== undefined && chip.classId !== this.dragged;
    if (event.type === 'dragover' && fits) event.preventDefault();
    else if (event.type === 'drop' && fits) {
      event.preventDefault();
      mergeClass(this.dragged, chip.classId).then(() => text(this.error, ''), (error) => text(this.error, explain(error)));
    }
    if (event.type === 'drop' || event.type === 'dragend') this.dragged = null;
  }
}
