/** All that can be done to one class: name, colour, a description, merge, delete. Undo takes any of it back. */
import { colorClass, deleteClass, mergeClass } from '../class-actions.js';
import { classOf, paint } from '../classes.js';
import { PALETTE } from '../colors.js';
import { attr, h, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { explain, t } from '../i18n.js';
import { place } from './card-tools.js';
import { session } from './session.js';

export class FlClassMenu extends FlElement {
  build() {
    attr(this, 'popover', 'auto');
    attr(this, 'role', 'dialog');
    this.className = 'popover class-menu';
    this.title_ = h('h2', { class: 'ellipsis', dir: 'auto' });
    this.swatches = h('div', { class: 'swatches', role: 'group', 'aria-label': t('class.color') }, PALETTE.map((color) => {
      const button = h('button', { type: 'button', class: 'swatch-pick', 'aria-label': t('class.color.pick', { color }), title: color, on: { click: () => this.act(colorClass(this.id_, color), true) } });
      button.style.setProperty('--class', color);
      return button;
    }));
    this.color = h('input', { type: 'color', 'aria-label': t('class.color.other'), title: t('class.color.other'), on: { change: (e) => this.act(colorClass(this.id_, e.target.value), true) } });
    this.swatches.append(this.color);
    this.describe = h('input', { type: 'text', maxlength: 500, 'aria-label': t('class.describe'), placeholder: t('class.describe.hint'), autocomplete: 'off' });
    this.error = h('p', { class: 'field-error', role: 'alert' });
    const item = (words, act, kind = 'quiet') => h('button', { type: 'button', class: kind, on: { click: act } }, words);
    this.merge = item(t('class.merge'), () => this.mergeInto());
    this.append(this.title_, this.swatches,
      h('form', { class: 'row', on: { submit: (e) => { e.preventDefault(); this.describeClass(); } } }, this.describe, h('button', { type: 'submit', class: 'small' }, t('class.describe.go'))),
      h('div', { class: 'menu-items' }, item(t('class.rename.f2'), () => this.rename()), this.merge, item(t('class.delete'), () => this.act(deleteClass(this.id_)), 'quiet negative')),
      this.error);
  }

  open(id, anchor) {
    const found = classOf(id);
    if (!found) return;
    this.id_ = id;
    this.anchor = anchor;
    text(this.title_, found.words);
    attr(this, 'aria-label', t('class.menu', { name: found.words }));
    text(this.error, '');
    this.describe.value = '';
    this.color.value = found.color;
    paint(this, id);
    this.showPopover();
    place(this, anchor);
    this.querySelector('button').focus();
  }

  rename() {
    this.hidePopover();
    this.dispatchEvent(new CustomEvent('fl-rename', { detail: this.id_ }));
  }

  mergeInto() {
    const id = this.id_;
    this.hidePopover();
    document.querySelector('fl-class-finder').open({ anchor: this.anchor, without: id, create: false, label: t('class.merge') }, (into) => {
      if (into === null) return;
      mergeClass(id, into).catch((error) => { this.open(id, this.anchor); text(this.error, explain(error)); });
    });
  }

  async describeClass() {
    const words = this.describe.value.trim();
    if (words && await session.setQuery(words, { class: this.id_ })) this.hidePopover();
  }

  /** @param stay whether the menu remains, to try another colour */
  async act(done, stay = false) {
    try {
      await done;
      text(this.error, '');
      if (stay) paint(this, this.id_);
      else this.hidePopover();
    } catch (error) {
      text(this.error, explain(error));
    }
  }
}
