/** How much each annotator has, over all data sets. Without any DOM. */

/** @param lists by_annotator of each data set's statistics @return {username: {open, labeled, skipped}} */
export function workloads(lists) {
  const sums = {};
  for (const { username, open, labeled, skipped } of lists.flat()) {
    sums[username] ??= { open: 0, labeled: 0, skipped: 0 };
    sums[username].open += open ?? 0;
    sums[username].labeled += labeled ?? 0;
    sums[username].skipped += skipped ?? 0;
  }
  return sums;
}
