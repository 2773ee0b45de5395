/** Which ways there are to choose the next cards, in groups, and which of them stand in the row at once. */

/** Binary mode's row, with the keys 1 to 5. */
export const STRATEGIES = ['random', 'kmeans', 'borderline', 'easy_pos', 'easy_neg'];
/** The row when cards get classes one by one. */
const ROW = ['auto', 'random', 'typical', 'margin', 'verify'];

const GROUPS = [
  ['best', ['auto']],
  ['begin', ['typical', 'kmeans', 'kcenter', 'random']],
  ['teach', ['borderline', 'margin', 'entropy', 'least_confidence']],
  ['check', ['easy_pos', 'easy_neg', 'verify']],
];
const BINARY_ONLY = new Set(['easy_pos', 'easy_neg']);
/** These ask the model, so that they need one. */
export const NEEDS_MODEL = new Set(['borderline', 'margin', 'entropy', 'least_confidence', 'verify']);

/** Everything that can be chosen by name; `similar` is reached from a card. */
export const ALL = GROUPS.flatMap(([, names]) => names);

export const rowOf = (choice) => (choice ? ROW : STRATEGIES);

/** [[group, [names]]] for a session of two or of many classes. */
export const groupsOf = (binary) => GROUPS.map(([group, names]) => [group, names.filter((name) => binary || !BINARY_ONLY.has(name))]);

/** The strategy that stands in for one that this session does not have. @param wanted the one chosen last, or null */
export function fitting(wanted, { binary, choice }) {
  if (ALL.includes(wanted) && (binary || !BINARY_ONLY.has(wanted))) return wanted;
  return choice ? 'auto' : 'random';
}
