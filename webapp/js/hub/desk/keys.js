/** The keys of the annotator's page, in the shape of ../keys.js. */

export const DESK_KEYS = {
  desk: [
    [['1', '–', '9'], 'class', 'help.desk.label'],
  ],
};

export const isDesk = (mode) => mode === 'desk';

export function deskAction(event, place) {
  if (event.key === 'Escape') return { action: 'escape' };
  if (place === 'text' || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
  if (/^[1-9]$/.test(event.key)) return { action: 'class', index: Number(event.key) - 1 };
  const action = { '?': 'help', g: 'goto', u: 'undo' }[event.key.toLowerCase()];
  return action ? { action } : null;
}
