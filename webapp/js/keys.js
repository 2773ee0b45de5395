/** Which key does what. One table, so that the help overlay can never disagree with the pages. */
export { STRATEGIES } from './labeling/strategies.js';
import { GOLDEN_KEYS, goldenAction, isGolden } from './golden/keys.js';
import { HUB_KEYS, hubAction, isHub } from './hub/keys.js';
import { STRATEGIES } from './labeling/strategies.js';

const ARROWS = ['←', '↑', '→', '↓'];

/** page: [keys as shown, action, key of the words in the help] */
export const KEYS = {
  everywhere: [
    [['?'], 'help', 'help.help'],
    [['U'], 'undo', 'help.undo'],
    [['G L', 'G R', 'G A', 'G Q', 'G M', 'G C', 'G N', 'G D'], 'goto', 'help.goto'],
    [['Esc'], 'escape', 'help.escape'],
  ],
  label: [
    [ARROWS, 'move', 'help.move'],
    [['Space'], 'toggle', 'help.toggle'],
    [['P', 'N', 'X'], 'mark', 'help.mark'],
    [['Enter'], 'confirm', 'help.confirm'],
    [['S'], 'skip', 'help.skip'],
    [['1', '–', '5'], 'strategy', 'help.strategy'],
    [['W'], 'strategies', 'help.strategies'],
    [['/'], 'query', 'help.query'],
    [['M'], 'similar', 'help.similar'],
    [['Z'], 'zoom', 'help.zoom'],
  ],
  choice: [
    [ARROWS, 'move', 'help.move'],
    [['0', '–', '9'], 'class', 'help.class'],
    [['/', 'B…'], 'find', 'help.find'],
    [['Space'], 'toggle', 'help.space'],
    [['⌫', 'X'], 'clear', 'help.clear'],
    [['A'], 'accept', 'help.accept'],
    [['Enter'], 'confirm', 'help.confirm'],
    [['S'], 'skip', 'help.skip'],
    [['W'], 'strategies', 'help.strategies'],
    [['M'], 'similar', 'help.similar'],
    [['Q'], 'query', 'help.query.class'],
    [['F2'], 'rename', 'help.rename'],
    [['Z'], 'zoom', 'help.zoom'],
  ],
  review: [
    [ARROWS, 'move', 'help.move'],
    [['Space'], 'toggle', 'help.flip'],
    [['X'], 'remove', 'help.remove'],
    [['Z'], 'zoom', 'help.zoom'],
  ],
  reviewChoice: [
    [ARROWS, 'move', 'help.move'],
    [['0', '–', '9'], 'class', 'help.reclass'],
    [['/', 'B…'], 'find', 'help.find'],
    [['X'], 'remove', 'help.remove'],
    [['Z'], 'zoom', 'help.zoom'],
  ],
  autolabelChoice: [
    [ARROWS, 'move', 'help.move'],
    [['Space'], 'toggle', 'help.select'],
    [['Shift ↓'], 'extend', 'help.extend'],
    [['Ctrl A'], 'all', 'help.all'],
    [['0', '–', '9', '/'], 'class', 'help.confirmClass'],
    [['Enter'], 'confirm', 'help.asPredicted'],
    [['Z'], 'zoom', 'help.zoom'],
  ],
  autolabel: [
    [ARROWS, 'move', 'help.move'],
    [['Space'], 'toggle', 'help.select'],
    [['Shift ↓'], 'extend', 'help.extend'],
    [['Ctrl A'], 'all', 'help.all'],
    [['P', 'N'], 'mark', 'help.confirmAs'],
    [['Enter'], 'confirm', 'help.asPredicted'],
    [['Z'], 'zoom', 'help.zoom'],
  ],
  ...GOLDEN_KEYS,
  ...HUB_KEYS,
};

const COMMON = {
  ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down',
  Home: 'home', End: 'end', PageUp: 'pageup', PageDown: 'pagedown',
  ' ': 'toggle', Enter: 'confirm', Escape: 'escape', '?': 'help',
  u: 'undo', s: 'skip', z: 'zoom', g: 'goto', w: 'strategies', m: 'similar', x: 'out', Delete: 'out',
};
const MODES = {
  /** Two classes: a card is flipped. */
  binary: { ...COMMON, '/': 'query', p: 'positive', n: 'negative' },
  /** A class for each card: digits give it, letters find it. */
  choice: { ...COMMON, '/': 'find', a: 'accept', q: 'query', Backspace: 'out', F2: 'rename' },
};
/** What a held key must not do again and again. */
const ONCE = new Set(['confirm', 'undo', 'skip', 'toggle', 'help', 'query', 'zoom', 'find', 'accept', 'similar', 'strategies', 'rename', 'class']);

/**
 * @param event {key, ctrlKey, metaKey, altKey, shiftKey, repeat}
 * @param place 'text' inside a text field, 'button' on a button or link, 'control' on a list, 'choice' on a radio button or slider,
 *   'card' or 'page' elsewhere
 * @param mode 'binary' (two classes of pictures), 'choice', or one of the Golden Noise or the Data Hub workspace
 * @return {action, …} or null when the key is not ours
 */
export function keyAction(event, place, mode = 'binary') {
  const { key } = event;
  if (isHub(mode)) return hubAction(event, place, mode);
  if (isGolden(mode)) return goldenAction(event, place, mode);
  if (key === 'Escape') return { action: 'escape' };
  if (place === 'text') return null;
  if (event.ctrlKey || event.metaKey) return key.toLowerCase() === 'a' ? { action: 'all' } : null;
  if (event.altKey) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  const found = mode === 'choice' ? chosen(event, name, place) : numbered(name);
  if (found) return event.repeat && ONCE.has(found.action) ? null : found;
  const action = MODES[mode][name];
  if (!action) return null;
  // Space, the arrows and, on buttons, Enter belong to the control that has the focus.
  const moves = key === ' ' || /^(Arrow|Home|End|Page)/.test(key);
  if (place === 'button' && (key === ' ' || key === 'Enter')) return null;
  if (place === 'control' && (moves || key === 'Enter')) return null;
  if (place === 'choice' && moves) return null;
  if (event.repeat && ONCE.has(action)) return null;
  return { action, extend: Boolean(event.shiftKey) };
}

/** The strategies of the row have the digits of binary mode. */
function numbered(name) {
  return name.length === 1 && name >= '1' && name <= '5' ? { action: 'strategy', strategy: STRATEGIES[name - 1] } : null;
}

/** Digits are classes by their place in the list; a letter that does nothing else, or any capital one, begins the search for one. */
function chosen(event, name, place) {
  if (name.length !== 1) return null;
  if (name >= '0' && name <= '9') return { action: 'class', index: Number(name) };
  if (place === 'control' || !/\p{L}/u.test(name)) return null;
  return event.shiftKey || !(name in MODES.choice) ? { action: 'find', text: event.key } : null;
}

/** Where the focus goes in a grid. @return the new index, inside 0..count-1 */
export function moveIn(index, action, columns, count, rowsPerPage = 4) {
  if (count === 0) return -1;
  if (index < 0) return 0;
  const steps = { left: -1, right: 1, up: -columns, down: columns, pageup: -columns * rowsPerPage, pagedown: columns * rowsPerPage };
  if (action === 'home') return 0;
  if (action === 'end') return count - 1;
  const to = index + (steps[action] ?? 0);
  if (to >= 0 && to < count) return to;
  if (action === 'up' || action === 'left') return action === 'up' ? index : 0;
  if (action === 'pageup') return index % columns;
  if (action === 'down') {
    // From the last but one row into a shorter last row: its last card.
    const lastRow = Math.floor((count - 1) / columns);
    return Math.floor(index / columns) < lastRow ? count - 1 : index;
  }
  return count - 1;
}
