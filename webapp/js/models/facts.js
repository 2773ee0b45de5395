/** What the models of GET /models are in figures, and what a prediction says, without any DOM. */

/** The accuracy that is the honest one: held out where there is one with enough labels, else cross-validated. */
export function accuracyOf(model, enough = 20) {
  const { accuracy } = model;
  if (!accuracy) return null;
  const held = accuracy.held_out;
  return held && held.labels >= enough ? { ...held, kind: 'holdout' } : { ...accuracy, kind: 'cross' };
}

/** How a model is called: by its name, else by the number of labels that made it. */
export const nameOf = (model) => model.name || null;

/** The chosen two of the list, older first. @param ids at most two  @return [a, b] or null */
export function pairOf(models, ids) {
  const chosen = ids.map((id) => models.find((m) => m.id === id)).filter(Boolean);
  if (chosen.length !== 2 || chosen[0] === chosen[1]) return null;
  return chosen.sort((a, b) => a.version - b.version);
}

/** After a click on one more: the last two that were chosen. */
export const choose = (ids, id) => (ids.includes(id) ? ids.filter((x) => x !== id) : [...ids, id].slice(-2));

/** The likeliest classes of a prediction: [{id, name, p}], falling; classes that are gone are left out. */
export function likeliest({ probs = [], classes = [] }, most = 8) {
  return probs.map((p, id) => ({ id, name: classes[id] ?? null, p })).filter((row) => row.name !== null && typeof row.p === 'number')
    .sort((a, b) => b.p - a.p || a.id - b.id).slice(0, most);
}
