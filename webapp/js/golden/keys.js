/** The keys of the Golden Noise workspace, in the shape of ../keys.js. */
const ARROWS = ['←', '↑', '→', '↓'];

export const GOLDEN_KEYS = {
  goldenEverywhere: [
    [['?'], 'help', 'help.help'],
    [['U'], 'undo', 'help.golden.undo'],
    [['⇧G S', '⇧G W', '⇧G H', '⇧G A', '⇧G E', '⇧G L', '⇧G D'], 'goto', 'help.golden.goto'],
    [['Esc'], 'escape', 'help.golden.escape'],
  ],
  work: [
    [['1', '–', '9'], 'golden', 'help.golden.number'],
    [['⇧1', '–', '⇧9'], 'bad', 'help.golden.badnumber'],
    [ARROWS, 'move', 'help.golden.move'],
    [['Space', 'G'], 'golden', 'help.golden.golden'],
    [['B'], 'bad', 'help.golden.bad'],
    [['Enter'], 'confirm', 'help.golden.submit'],
    [['S'], 'skip', 'help.golden.skip'],
    [['M'], 'more', 'help.golden.more'],
    [['R'], 'recommended', 'help.golden.recommended'],
    [['C'], 'compare', 'help.golden.compare'],
    [['Z'], 'zoom', 'help.golden.zoom'],
  ],
  workPairs: [
    [['←', '→'], 'choose', 'help.golden.choose'],
    [['↓'], 'tie', 'help.golden.tie'],
    [['Enter'], 'confirm', 'help.golden.next'],
    [['S'], 'skip', 'help.golden.skip'],
    [['M'], 'more', 'help.golden.more'],
    [['Z'], 'zoom', 'help.golden.zoom'],
  ],
  history: [
    [ARROWS, 'move', 'help.golden.move'],
    [['Z'], 'zoom', 'help.golden.zoom'],
  ],
};

const ARROW = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'home', End: 'end' };
const COMMON = { u: 'undo', '?': 'help', z: 'zoom' };
const MODES = {
  list: { ...COMMON, g: 'goto' },
  work: { ...COMMON, g: 'golden', b: 'bad', s: 'skip', m: 'more', r: 'recommended', c: 'compare', ' ': 'toggle', Enter: 'confirm' },
  pairs: { ...COMMON, s: 'skip', m: 'more', Enter: 'confirm' },
};

export const isGolden = (mode) => Object.hasOwn(MODES, mode);

/**
 * The digit 1–9 of the key, whatever the layout makes of it together with Shift or Alt; 0 for any other key.
 */
const digit = ({ code = '', key }) => Number(/^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? (/^[1-9]$/.test(key) ? key : 0));

/** See keyAction of ../keys.js. @return {action, index: of the picture, for digits} or null */
export function goldenAction(event, place, mode) {
  const { key } = event;
  if (key === 'Escape') return { action: 'escape' };
  if (place === 'text' || event.ctrlKey || event.metaKey) return null;
  const number = mode === 'work' && place !== 'control' ? digit(event) : 0;
  if (number) return event.repeat ? null : { action: event.shiftKey || event.altKey ? 'bad' : 'golden', index: number - 1 };
  if (event.altKey) return null;
  const onControl = place !== 'page';
  if (Object.hasOwn(ARROW, key)) return onControl && place !== 'button' ? null : { action: ARROW[key] };
  if ((key === ' ' || key === 'Enter') && onControl) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (event.repeat) return null;
  if (name === 'g' && event.shiftKey) return { action: 'goto' };
  const action = MODES[mode][name];
  return action ? { action } : null;
}
