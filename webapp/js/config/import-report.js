/** What came of an import, and what can be done about what did not fit. Without any DOM. */

/**
 * @param report the fields of the answer of POST /import, of a success or of a refusal
 * @return {done, lines: [[words key, values, names: shown below]], fit: labels that could be applied leaving the rest out,
 *   create: names that could become classes}
 */
export function reportOf(report) {
  const done = Boolean(report.success);
  const lines = [];
  const add = (key, n, names = []) => { if (n > 0) lines.push([key, { n }, names]); };
  if (done) add('import.applied', report.applied);
  else add('import.matched', report.matched);
  add('import.unchanged', done ? report.unchanged : 0);
  if (done) add('import.newclasses', report.new_classes?.length ?? 0, report.new_classes);
  add('import.without', report.without_label);
  add('import.unknown', report.unknown_count, report.unknown);
  add('import.unknownlabels', report.unknown_label_count, report.unknown_labels);
  add('import.conflicts', report.conflict_count, report.conflicts);
  const stuck = (report.conflict_count ?? 0) > 0;
  return {
    done, lines,
    fit: done || stuck ? 0 : report.matched ?? 0,
    create: done || stuck ? [] : report.unknown_labels ?? [],
    createCount: done || stuck ? 0 : report.unknown_label_count ?? 0,
    // New classes do not help items that are not there.
    skipToo: (report.unknown_count ?? 0) > 0,
  };
}
