/** Arithmetic of a grid of cards that are all the same size. */

/**
 * As many columns as fit with cards of at least `want` px; the cards then fill the width.
 * @param ratio width by height of a card
 * @return {columns, card: width, height, gap, rowHeight} in px
 */
export function layout(width, want, gap, minColumns = 1, ratio = 1) {
  const columns = Math.max(minColumns, Math.floor((width + gap) / (want + gap)));
  const card = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  const height = Math.max(1, Math.round(card / ratio));
  return { columns, card, height, gap, rowHeight: height + gap };
}

/** Height of `count` cards. */
export function heightOf(count, { columns, rowHeight, gap }) {
  return count === 0 ? 0 : Math.ceil(count / columns) * rowHeight - gap;
}

/** Which cards touch [top, bottom), with `overscan` rows on both sides: [first, last). */
export function visibleRange(top, bottom, count, { columns, rowHeight }, overscan = 2) {
  if (count === 0 || bottom <= top) return [0, 0];
  const rows = Math.ceil(count / columns);
  const first = Math.max(0, Math.min(rows, Math.floor(top / rowHeight) - overscan));
  const last = Math.max(first, Math.min(rows, Math.ceil(bottom / rowHeight) + overscan));
  return [first * columns, Math.min(count, last * columns)];
}
