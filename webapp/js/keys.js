/** Which key does what. One table, so that the help overlay can never disagree with the pages. */

export const STRATEGIES = ['random', 'kmeans', 'borderline', 'easy_pos', 'easy_neg'];

/** page: [keys as shown, action, key of the words in the help] */
export const KEYS = {
  everywhere: [
    [['?'], 'help', 'help.help'],
    [['U'], 'undo', 'help.undo'],
    [['G L', 'G R', 'G A', 'G C'], 'goto', 'help.goto'],
    [['Esc'], 'escape', 'help.escape'],
  ],
  label: [
    [['←', '↑', '→', '↓'], 'move', 'help.move'],
    [['Space'], 'toggle', 'help.toggle'],
    [['P', 'N', 'X'], 'mark', 'help.mark'],
    [['Enter'], 'confirm', 'help.confirm'],
    [['S'], 'skip', 'help.skip'],
    [['1', '–', '5'], 'strategy', 'help.strategy'],
    [['/'], 'query', 'help.query'],
    [['Z'], 'zoom', 'help.zoom'],
  ],
  review: [
    [['←', '↑', '→', '↓'], 'move', 'help.move'],
    [['Space'], 'toggle', 'help.flip'],
    [['X'], 'remove', 'help.remove'],
    [['Z'], 'zoom', 'help.zoom'],
  ],
  autolabel: [
    [['←', '↑', '→', '↓'], 'move', 'help.move'],
    [['Space'], 'toggle', 'help.select'],
    [['Shift ↓'], 'extend', 'help.extend'],
    [['Ctrl A'], 'all', 'help.all'],
    [['P', 'N'], 'mark', 'help.confirmAs'],
    [['Enter'], 'confirm', 'help.asPredicted'],
    [['Z'], 'zoom', 'help.zoom'],
  ],
};

const SIMPLE = {
  ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down',
  Home: 'home', End: 'end', PageUp: 'pageup', PageDown: 'pagedown',
  ' ': 'toggle', Enter: 'confirm', Escape: 'escape', '?': 'help', '/': 'query',
  u: 'undo', s: 'skip', z: 'zoom', p: 'positive', n: 'negative', x: 'out', Delete: 'out', g: 'goto',
};

/**
 * @param event {key, ctrlKey, metaKey, altKey, shiftKey, repeat}
 * @param place 'text' inside a text field, 'button' on a button or link, 'control' on a list, 'choice' on a radio button or slider,
 *   'card' or 'page' elsewhere
 * @return {action, …} or null when the key is not ours
 */
export function keyAction(event, place) {
  const { key } = event;
  if (key === 'Escape') return { action: 'escape' };
  if (place === 'text') return null;
  if (event.ctrlKey || event.metaKey) return key.toLowerCase() === 'a' ? { action: 'all' } : null;
  if (event.altKey) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (name >= '1' && name <= '5' && name.length === 1) return { action: 'strategy', strategy: STRATEGIES[name - 1] };
  const action = SIMPLE[name];
  if (!action) return null;
  // Space, the arrows and, on buttons, Enter belong to the control that has the focus.
  const moves = key === ' ' || /^(Arrow|Home|End|Page)/.test(key);
  if (place === 'button' && (key === ' ' || key === 'Enter')) return null;
  if (place === 'control' && (moves || key === 'Enter')) return null;
  if (place === 'choice' && moves) return null;
  // A held key moves and paints, but must not confirm or undo again and again.
  if (event.repeat && ['confirm', 'undo', 'skip', 'toggle', 'help', 'query', 'zoom'].includes(action)) return null;
  return { action, extend: Boolean(event.shiftKey) };
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
