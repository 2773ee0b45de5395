/** Puts the shell together, shows the page that the address names, and hands keys to it. */
import { flush, undo } from './actions.js';
import { api } from './api.js';
import { announceSwaps } from './checkpoints/swap-notice.js';
import { h } from './dom.js';
import { defineAll } from './elements/define.js';
import { zoomed } from './elements/zoom.js';
import { flushGolden, undoGolden } from './golden/actions.js';
import { startGolden } from './golden/live.js';
import { startHub } from './hub/live.js';
import { t } from './i18n.js';
import { keyAction } from './keys.js';
import { start } from './live.js';
import { applyLanguage, applyTheme } from './preferences.js';
import { go, parse } from './router.js';
import { prefs, store } from './store.js';
import { elementOf, pageFor, WORKSPACES } from './workspaces.js';

const UNDO = { label: undo, golden: undoGolden, hub: () => panel()?.undo?.() };
let work = null;
let current = null;

/** The page shown; null while somebody has to log in first. */
const panel = () => work.querySelector('#panel:not([hidden])');

function mount() {
  const focusBack = document.activeElement?.closest?.('fl-bar') !== null;
  const { workspace } = parse(location.hash);
  current = null;
  work = h('main', { id: 'work', tabindex: '-1' });
  document.body.replaceChildren(h('a', { class: 'skip-link', href: '#work', on: { click: (e) => { e.preventDefault(); work.focus(); } } }, t('app.skip')),
    h('fl-bar', { role: 'banner' }), h('fl-tabs'), work, h(WORKSPACES[workspace].status, { class: 'status-line' }), h('fl-help'), h('fl-zoom'));
  show();
  if (focusBack) document.querySelector('fl-bar .text-button')?.focus();
}

function show() {
  const { workspace, page, params } = parse(location.hash);
  if (page !== current) {
    current = page;
    store.say(null);
    showStatusOf(workspace);
    const { gate } = WORKSPACES[workspace];
    work.replaceChildren(gate ? h(gate, { page }) : h(elementOf(page), { id: 'panel', role: 'tabpanel', 'aria-label': t(`tab.${page}`) }));
    document.title = page === 'label' ? t('app.title') : `${t(`tab.${page}`)} · ${t('app.title')}`;
  } else panel()?.onParams?.(params);
  prefs.set(`params.${page}`, params);
  prefs.set(`page.${workspace}`, page);
}

/** Each workspace has a status line of its own. */
function showStatusOf(workspace) {
  const tag = WORKSPACES[workspace].status;
  const line = document.querySelector('.status-line');
  if (line.localName !== tag) line.replaceWith(h(tag, { class: 'status-line' }));
}

const place = (target) => {
  if (target.closest?.('textarea, [contenteditable], input:is([type=text], [type=search], [type=number], [type=date], [type=datetime-local], [type=password], [type=url])')) return 'text';
  if (target.closest?.('input:is([type=radio], [type=range])')) return 'choice';
  if (target.closest?.('select, input')) return 'control';
  return target.closest?.('a, button, summary') ? 'button' : 'page';
};

let going = 0;

function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const { workspace } = parse(location.hash);
  const found = keyAction(event, place(event.target), panel()?.keyMode ?? { label: 'binary', hub: 'hub' }[workspace] ?? 'list');
  if (Date.now() - going < 1200 && place(event.target) !== 'text') {
    going = 0;
    const page = pageFor(workspace, event.key.toLowerCase());
    if (page) {
      go(page, prefs.get(`params.${page}`));
      event.preventDefault();
      return;
    }
  }
  if (found && act(found, workspace)) event.preventDefault();
}

function act(found, workspace) {
  const help = document.querySelector('fl-help');
  const { action } = found;
  if (zoomed()) return document.querySelector('fl-zoom').onKey(found);
  if (action === 'help') help.togglePopover();
  else if (action === 'escape' && help.open) help.hidePopover();
  else if (action === 'escape' && document.querySelector('[popover]:popover-open')) return false;
  else if (action === 'undo') UNDO[workspace]();
  else if (action === 'goto') going = Date.now();
  else return panel()?.onKey?.(found) ?? false;
  return true;
}

/** The curve is read again when the accuracy moved: after a submit, an undo, another data set. */
async function readCurve() {
  const { status } = store;
  const mark = `${status?.dataset?.id} ${status?.version} ${status?.accuracy?.labels} ${status?.accuracy?.accuracy}`;
  if (mark === readCurve.mark) return;
  readCurve.mark = mark;
  try {
    store.set({ curve: (await api.curve()).points ?? [] });
  } catch { /* the number is in the status line anyway */ }
}

applyTheme();
applyLanguage();
defineAll();
mount();
addEventListener('hashchange', show);
addEventListener('keydown', onKey);
addEventListener('fl-language', mount);
addEventListener('fl-online', flush);
store.addEventListener('change', (e) => { if (e.detail.has('status')) { readCurve(); flushGolden(); } });
addEventListener('fl-back', () => { if (store.connection === 'lost') panel()?.refresh?.(); });
announceSwaps();
startGolden();
startHub();
start();
