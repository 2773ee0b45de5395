/** The keys, beside the work and not over it: the loop goes on while it is open. */
import { isChoice } from '../classes.js';
import { attr, h, icon, key } from '../dom.js';
import { t } from '../i18n.js';
import { KEYS } from '../keys.js';
import { parse } from '../router.js';
import { FlElement } from './base.js';

const EVERYWHERE = { label: 'everywhere', golden: 'goldenEverywhere', hub: 'hubEverywhere' };
const HINTS = { label: ['help.mouse', 'help.touch', 'help.marks'], golden: ['help.golden.mouse', 'help.golden.touch', 'help.golden.marks'], hub: [] };

/** Pages have other keys when each card gets a class of its own, or pictures come in pairs. */
function pageKeys() {
  const { workspace, page } = parse(location.hash);
  if (workspace !== 'label') return document.querySelector('#panel')?.keyPage ?? page;
  if (!isChoice()) return page;
  return page === 'label' ? 'choice' : `${page}Choice` in KEYS ? `${page}Choice` : page;
}

export class FlHelp extends FlElement {
  build() {
    this.id = 'help';
    attr(this, 'popover', 'manual');
    attr(this, 'role', 'complementary');
    attr(this, 'aria-label', t('help.title'));
    this.className = 'popover top help';
    this.listen(window, 'hashchange', () => this.changed());
    this.listen(this, 'beforetoggle', (e) => { if (e.newState === 'open') this.update(); });
  }

  get open() { return this.matches(':popover-open'); }

  update() {
    const list = (rows) => h('dl', {}, rows.map(([keys, , words]) => h('div', {}, h('dt', {}, keys.map(key)), h('dd', {}, t(words)))));
    const here = KEYS[pageKeys()];
    const { workspace } = parse(location.hash);
    this.replaceChildren(
      h('header', {}, h('h2', {}, t('help.title')), h('button', { type: 'button', class: 'icon-button', 'aria-label': t('help.close'), on: { click: () => this.hidePopover() } }, icon('close'))),
      ...(here ? [h('h3', {}, t('help.here')), list(here)] : []),
      h('h3', {}, t('help.everywhere')), list(KEYS[EVERYWHERE[workspace]]),
      ...HINTS[workspace].map((words) => h('p', { class: 'muted small' }, t(words))));
  }
}
