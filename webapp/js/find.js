/** Type-to-find: which names fit what was typed, best first; and where words occur in a text. */

const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** How well a name fits: smaller is better, -1 not at all. */
export function fit(name, typed) {
  const a = fold(name);
  const b = fold(typed.trim());
  if (!b) return 4;
  if (a === b) return 0;
  if (a.startsWith(b)) return 1;
  const at = a.indexOf(b);
  if (at > 0) return /[\s_\-./]/.test(a[at - 1]) ? 2 : 3;
  const initials = a.split(/[\s_\-./]+/).map((w) => w[0]).join('');
  if (b.length > 1 && initials.startsWith(b)) return 4;
  let from = 0;
  for (const letter of b) {
    from = a.indexOf(letter, from) + 1;
    if (from === 0) return -1;
  }
  return 5;
}

/**
 * Classes that fit, best first. What was used last comes before what has more labels, before the order of the list.
 * @param recent ids, newest first
 */
export function rank(classes, typed, recent = []) {
  const age = new Map(recent.map((id, i) => [id, i]));
  return classes.map((c) => ({ c, fit: fit(c.words ?? c.name, typed) })).filter((r) => r.fit >= 0)
    .sort((x, y) => x.fit - y.fit || (age.get(x.c.id) ?? 1e9) - (age.get(y.c.id) ?? 1e9) || (y.c.count ?? 0) - (x.c.count ?? 0) || x.c.index - y.c.index)
    .map((r) => r.c);
}

/** Whether what was typed could be the name of a new class. */
export function isNew(classes, typed) {
  const name = fold(typed.trim());
  return name.length > 0 && typed.trim().length <= 60 && !classes.some((c) => fold(c.name) === name || fold(c.words ?? c.name) === name);
}

/** A text in pieces [{text, hit}], of which the hits are the words of the query, whatever their case. */
export function pieces(text, query) {
  const words = String(query ?? '').split(/\s+/).filter(Boolean).sort((a, b) => b.length - a.length);
  if (!words.length) return [{ text, hit: false }];
  const any = new RegExp(`(${words.map((w) => w.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|')})`, 'giu');
  return text.split(any).map((piece, i) => ({ text: piece, hit: i % 2 === 1 })).filter((p) => p.text);
}
