/** Which ways there are to choose the next cards, in groups, and which of them stand in the row at once. */

/** Binary mode's row, with the keys 1 to 5. */
export const STRATEGIES = ['random', 'kmeans', 'borderline', 'easy_pos', 'easy_neg'];
/** The row when cards get classes one by one. */
const ROW = ['random', 'typical', 'kcenter', 'margin', 'verify'];

const GROUPS = [
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

/** The strategy that stands in for one that this session does not have. */
export const fitting = (name, binary) => (ALL.includes(name) && (binary || !BINARY_ONLY.has(name)) ? name : 'random');

/** What teaches most now: varied cards until there is a model, then those it is least sure of. */
export const recommended = (scorer, labelled) => (scorer === 'head' && labelled >= 20 ? 'margin' : 'typical');
