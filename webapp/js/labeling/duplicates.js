/** Near-duplicates are folded into one card: its label is given to all of them, unless somebody says otherwise. */

/** Ids of the other items that the card stands for. */
export const copiesOf = (item) => (item.duplicates ?? []).filter((id) => id !== item.id);

/** The labels that one label of a card means. @param alone give it to the card itself only */
export function expand(item, label, alone = false) {
  const ids = alone ? [item.id] : [item.id, ...copiesOf(item)];
  return ids.map((id) => ({ id, label }));
}
