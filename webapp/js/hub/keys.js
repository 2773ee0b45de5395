/** The keys of the Data Hub, in the shape of ../keys.js. */
import { DESK_KEYS, deskAction, isDesk } from './desk/keys.js';

const GOTO = ['G D', 'G T', 'G J', 'G P', 'G C', 'G S', 'G W', 'G M', 'G L', 'G N'];

export const HUB_KEYS = {
  hubEverywhere: [
    [['?'], 'help', 'help.help'],
    [GOTO, 'goto', 'help.hub.goto'],
    [['Esc'], 'escape', 'help.hub.escape'],
  ],
  tasks: [
    [['↑', '↓', 'Home', 'End'], 'move', 'help.hub.move'],
    [['Enter'], 'confirm', 'help.hub.open'],
    [['A'], 'assign', 'help.hub.assign'],
    [['X'], 'unassign', 'help.hub.unassign'],
    [['S'], 'gold', 'help.hub.gold'],
    [['/'], 'search', 'help.hub.search'],
  ],
  ...DESK_KEYS,
};

const MOVES = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Home: 'home', End: 'end', PageUp: 'pageup', PageDown: 'pagedown' };
const COMMON = { '?': 'help', g: 'goto' };
const MODES = {
  hub: COMMON,
  hubTable: { ...COMMON, Enter: 'confirm', a: 'assign', x: 'unassign', s: 'gold', '/': 'search' },
};

export const isHub = (mode) => isDesk(mode) || Object.hasOwn(MODES, mode);

/** See keyAction of ../keys.js. */
export function hubAction(event, place, mode) {
  if (isDesk(mode)) return deskAction(event, place, mode);
  const { key } = event;
  if (key === 'Escape') return { action: 'escape' };
  if (place === 'text' || event.ctrlKey || event.metaKey || event.altKey) return null;
  const onControl = place !== 'page';
  if (Object.hasOwn(MOVES, key)) return mode === 'hub' || (onControl && place !== 'button') ? null : { action: MOVES[key], extend: Boolean(event.shiftKey) };
  if ((key === ' ' || key === 'Enter') && onControl) return null;
  const action = MODES[mode][key.length === 1 ? key.toLowerCase() : key];
  return action && !event.repeat ? { action } : null;
}
