/** The keys of the annotator's page, in the shape of ../../keys.js. */
const ARROWS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'home', End: 'end', PageUp: 'pageup', PageDown: 'pagedown' };

export const DESK_KEYS = {
  desk: [
    [['1', '–', '9', 'Q…'], 'label', 'help.desk.label'],
    [['Enter'], 'confirm', 'help.desk.accept'],
    [['/'], 'find', 'help.desk.find'],
    [['S'], 'skip', 'help.desk.skip'],
    [['U'], 'undo', 'help.desk.undo'],
    [['←', '→'], 'look', 'help.desk.look'],
    [['↑', '↓'], 'scroll', 'help.desk.scroll'],
    [['Space'], 'toggle', 'help.desk.play'],
    [['Z'], 'zoom', 'help.desk.zoom'],
    [['I'], 'instructions', 'help.desk.instructions'],
  ],
};

const LETTERS = { s: 'skip', u: 'undo', z: 'zoom', g: 'goto', i: 'instructions' };
const SIGNS = { '/': 'find', '?': 'help', ' ': 'toggle', Enter: 'confirm' };

export const isDesk = (mode) => mode === 'desk';

const digit = ({ code = '', key }) => /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? (/^[1-9]$/.test(key) ? key : null);

/**
 * See keyAction of ../../keys.js.
 * @return {action} or null; 'label' carries {key: '1' to '9' or a letter, text: as typed}: the page knows whose key that is
 */
export function deskAction(event, place) {
  const { key } = event;
  if (key === 'Escape') return { action: 'escape' };
  if (place === 'text' || event.ctrlKey || event.metaKey || event.altKey) return null;
  const onControl = place === 'control' || place === 'choice';
  if (Object.hasOwn(ARROWS, key)) return onControl ? null : { action: ARROWS[key] };
  if ((key === ' ' || key === 'Enter') && place !== 'page' && place !== 'card') return null;
  // A key that is held down must not answer the next task too.
  if (event.repeat || onControl) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (Object.hasOwn(SIGNS, name)) return { action: SIGNS[name] };
  const number = event.shiftKey ? null : digit(event);
  if (number) return { action: 'label', key: number, text: key };
  if (name.length !== 1 || !/\p{L}/u.test(name)) return null;
  return Object.hasOwn(LETTERS, name) ? { action: LETTERS[name] } : { action: 'label', key: name, text: key };
}
