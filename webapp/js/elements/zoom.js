/**
 * One card, large, with what can be done to it. Esc or a click beside it closes it. Not an `auto` popover: lifting the
 * finger of the long press that opened it would close it again.
 */
import { attr, h, icon, key, text } from '../dom.js';
import { imageUrl } from '../api.js';
import { percent, t } from '../i18n.js';
import { datasetId } from '../store.js';
import { stateWord } from './card.js';
import { FlElement } from './base.js';

const KEYS = { positive: 'P', negative: 'N', out: 'X', select: 'Space' };
let element = null;

/** @param what {id, filename, predicted, p, note, actions: [[words key, action name, function]]} */
export const openZoom = (what) => element?.open(what);
export const zoomed = () => Boolean(element?.matches(':popover-open'));

export class FlZoom extends FlElement {
  build() {
    element = this;
    attr(this, 'popover', 'manual');
    attr(this, 'role', 'dialog');
    attr(this, 'aria-label', t('zoom.title'));
    this.img = h('img', { alt: '' });
    this.name = h('p', { class: 'zoom-name' });
    this.note = h('p', { class: 'muted' });
    this.buttons = h('div', { class: 'zoom-actions' });
    this.append(h('div', { class: 'zoom-panel' }, this.img, h('div', { class: 'zoom-words' }, this.name, this.note), this.buttons,
      h('button', { type: 'button', class: 'icon-button zoom-close', 'aria-label': t('zoom.close'), on: { click: () => this.hidePopover() } }, icon('close'))));
    this.listen(this, 'click', (e) => { if (e.target === this && Date.now() - this.opened > 400) this.hidePopover(); });
    this.listen(this, 'toggle', (e) => { if (e.newState === 'closed') this.back?.focus?.(); });
  }

  open({ id, filename, predicted, p, note, actions }) {
    this.back = document.activeElement;
    this.actions = actions;
    this.img.src = imageUrl(id, 1024, datasetId());
    text(this.name, filename);
    const known = predicted === 0 || predicted === 1;
    text(this.note, note ?? (known ? t('card.conf', { label: stateWord(predicted), conf: percent(predicted ? p : 1 - p) }) : ''));
    this.buttons.replaceChildren(...actions.map(([words, action, act]) => h('button', {
      type: 'button', class: action, on: { click: () => { act(); this.hidePopover(); } },
    }, t(words), KEYS[action] && key(KEYS[action]))));
    this.opened = Date.now();
    this.showPopover();
    this.buttons.querySelector('button')?.focus();
  }

  onKey({ action }) {
    if (action === 'zoom' || action === 'escape') {
      this.hidePopover();
      return true;
    }
    const found = this.actions.find(([, name]) => name === action || (name === 'select' && action === 'toggle'));
    if (!found) return false;
    found[2]();
    this.hidePopover();
    return true;
  }
}
