/** A short list of things to do, beside what it is about. One at a time; arrows, Enter, Escape. */
import { h } from '../dom.js';

let open = null;

/**
 * @param anchor the element it stands below
 * @param items [{words, note, act, chosen}]
 */
export function openMenu(anchor, title, items) {
  open?.hidePopover();
  const back = document.activeElement;
  const menu = h('div', { popover: 'auto', class: 'popover hub-menu', role: 'menu', 'aria-label': title }, h('p', { class: 'muted small' }, title), items.map(({ words, note, act, chosen }) =>
    h('button', { type: 'button', class: 'quiet', role: 'menuitem', 'data-chosen': chosen, on: { click: () => { menu.hidePopover(); act(); } } }, h('span', { class: 'ellipsis', dir: 'auto' }, words), note && h('span', { class: 'muted small' }, note))));
  menu.addEventListener('toggle', (e) => {
    if (e.newState !== 'closed') return;
    if (menu.contains(document.activeElement) || document.activeElement === document.body) back?.focus?.({ preventScroll: true });
    menu.remove();
    if (open === menu) open = null;
  });
  menu.addEventListener('keydown', (e) => move(e, [...menu.querySelectorAll('button')]));
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  open = menu;
  (menu.querySelector('[data-chosen]') ?? menu.querySelector('button'))?.focus();
}

function move(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  buttons.at(to % buttons.length).focus();
}

function place(menu, { left, right, top, bottom }) {
  const { width, height } = menu.getBoundingClientRect();
  const x = Math.max(8, Math.min(left, innerWidth - width - 8, right));
  const y = bottom + 4 + height > innerHeight - 8 ? Math.max(8, top - height - 4) : bottom + 4;
  Object.assign(menu.style, { left: `${x}px`, top: `${y}px` });
}
