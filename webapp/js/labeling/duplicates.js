/** Near-duplicates are folded into one card: its label is given to all of them, unless somebody says otherwise. */

/** Ids of the other items that the card stands for. */
export const copiesOf = (item) => (item.duplicates ?? []).filter((id) => id !== item.id);

/** The labels that one label of a card means. @param alone give it to the card itself only */
export function expand(item, label, alone = false) {
  const ids = alone ? [item.id] : [item.id, ...copiesOf(item)];
  return ids.map((id) => ({ id, label }));
}

/**
 * Each item of a batch is spoken for by one card at most: what is a card itself speaks for itself, and of two cards that
 * stand for the same copy the first one does.
 */
export function settled(items) {
  const spoken = new Set(items.map((item) => item.id));
  return items.map((item) => {
    if (!item.duplicates) return item;
    const duplicates = copiesOf(item).filter((id) => !spoken.has(id));
    for (const id of duplicates) spoken.add(id);
    return { ...item, duplicates };
  });
}
