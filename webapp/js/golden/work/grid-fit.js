/** How pictures of one shape share a space: as large as can be. */

/**
 * @param count pictures  @param width, height of the space in px  @param ratio width by height of a picture
 * @param foot px below each picture  @param gap px between them
 * @param least a picture narrower than this is too small to judge: rather let the space scroll
 * @return {columns, side: width of a picture in px, scrolls}
 */
export function fit({ count, width, height, ratio = 1, foot = 0, gap = 8, least = 120 }) {
  if (count === 0 || width <= 0) return { columns: 1, side: 0, scrolls: false };
  let best = null;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const byWidth = (width - gap * (columns - 1)) / columns;
    const byHeight = ((height - gap * (rows - 1)) / rows - foot) * ratio;
    const side = Math.floor(Math.min(byWidth, byHeight));
    if (side > 0 && (!best || side > best.side)) best = { columns, side, scrolls: false };
  }
  if (best && best.side >= least) return best;
  const columns = Math.max(1, Math.min(count, 2, Math.floor((width + gap) / (least + gap))));
  const wide = Math.floor((width - gap * (columns - 1)) / columns);
  // A space too low for even one row of its full width still shows whole pictures.
  return { columns, side: wide, scrolls: true };
}
