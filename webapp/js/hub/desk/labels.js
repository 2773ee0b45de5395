/** Which key gives which label. */

/** Letters that do nothing else on the page, those in easy reach first. */
export const LETTERS = 'qwertyopadfhjklcvbnmx';
/** With more labels than this, one is searched for instead of read. */
export const MANY = 20;

/** @return the labels as buttons need them: {id: place in the list, name, index, key: '1'…'9', a letter, or null} */
export function labelsOf(names) {
  return names.map((name, index) => ({ id: index, index, name, words: name, key: index < 9 ? String(index + 1) : names.length <= MANY ? LETTERS[index - 9] ?? null : null }));
}

export const isMany = (names) => names.length > MANY;

/** The label whose key this is, or null. */
export const labelFor = (labels, key) => labels.find((l) => l.key === key) ?? null;

/** A confidence between 0 and 1, or null when nothing sensible is given. */
export const confidence = (value) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : null);

/**
 * The suggestion that may be shown for a task: {label, p}, or null. One that is no label of the data set any more is none.
 * @param hidden the data set's rule
 */
export function suggestionOf(task, names, hidden) {
  const label = task?.prelabel_label;
  if (hidden || !names.includes(label)) return null;
  return { label, p: confidence(task.prelabel_score) };
}
