/** All ways to choose the next cards, grouped and explained, in a popover. */
import { isBinary } from '../classes.js';
import { attr, h, icon, key, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { t } from '../i18n.js';
import { store } from '../store.js';
import { place } from './card-tools.js';
import { session } from './session.js';
import { groupsOf, NEEDS_MODEL } from './strategies.js';

export class FlStrategyMenu extends FlElement {
  build() {
    this.words = h('span', {});
    this.button = h('button', { type: 'button', class: 'strategy-more', 'aria-haspopup': 'dialog', on: { click: () => this.open() } }, this.words, icon('down'), key('W'));
    this.list = h('div', { class: 'strategy-list' });
    this.panel = h('div', { popover: 'auto', class: 'popover strategies', role: 'dialog', 'aria-label': t('label.strategy') }, h('h2', {}, t('label.strategy')), this.list);
    this.append(this.button, this.panel);
    this.listen(this.panel, 'keydown', (e) => this.arrows(e));
    this.listen(session, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
  }

  /** @param row names that stand beside this button already */
  setRow(row) {
    this.row = row;
    this.changed();
  }

  open() {
    this.fill();
    this.panel.showPopover();
    place(this.panel, this.button);
    this.list.querySelector('[aria-pressed=true]')?.focus();
  }

  fill() {
    const noModel = (store.status?.scorer ?? 'none') === 'none';
    const option = (name) => h('button', {
      type: 'button', class: 'strategy-option', 'aria-pressed': String(session.strategy === name && !session.views.current), on: { click: () => { session.setStrategy(name); this.panel.hidePopover(); } },
    }, h('span', { class: 'strategy-name' }, t(`strategy.${name}`), name === 'auto' && h('span', { class: 'tag' }, t('strategy.best'))),
    h('span', { class: 'muted small' }, t(`strategy.${name}.tip`), NEEDS_MODEL.has(name) && noModel && `${t('list.stop')}${t('strategy.needs')}`));
    this.list.replaceChildren(...groupsOf(isBinary()).map(([group, names]) => h('section', {}, h('h3', {}, t(`strategies.${group}`)), names.map(option))));
  }

  arrows(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const options = [...this.list.querySelectorAll('.strategy-option')];
    const at = options.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    options[(at + step + options.length) % options.length].focus();
  }

  update() {
    const beside = this.row?.includes(session.strategy);
    text(this.words, beside ? t('strategy.more') : t(`strategy.${session.strategy}`));
    attr(this.button, 'data-chosen', !beside);
    attr(this.button, 'aria-label', `${t('label.strategy')}: ${t(`strategy.${session.strategy}`)}`);
    attr(this.button, 'title', t('label.strategy'));
  }
}
