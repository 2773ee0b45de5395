/**
 * The classes of the open data set as the pages show them. Every page that names or colours a class asks here:
 * `liveClasses()` in display order, `classOf(id)`, `className(id)`, `paint(element, id)`.
 */
import { colorAt, inkOn, isColor } from './colors.js';
import { t } from './i18n.js';
import { store } from './store.js';

/** What a class is without the server's word for it: the two of the binary mode. */
const BINARY = [{ id: 0, name: 'negative' }, { id: 1, name: 'positive' }];
const OWN_WORDS = { negative: 'card.negative', positive: 'card.positive' };

/**
 * The live classes in display order: [{id, name, words, color, ink, count, key, index}].
 * `words` is the name in the reader's language, `ink` the colour of text on `color`, `key` the digit that gives the class
 * (null from the eleventh on).
 */
export function liveClasses(status = store.status) {
  if (cache.status === status && cache.comma === t('list.comma')) return cache.list;
  const list = (status?.class_list ?? BINARY).map((c, index) => {
    const color = isColor(c.color) ? c.color : colorAt(c.id);
    return { ...c, words: wordsOf(c.name), color, ink: inkOn(color), count: c.count ?? status?.counts?.[c.id] ?? 0, key: keyOf(index), index };
  });
  Object.assign(cache, { status, comma: t('list.comma'), list, byId: new Map(list.map((c) => [c.id, c])) });
  return list;
}

const cache = { status: undefined, comma: '', list: [], byId: new Map() };

const wordsOf = (name) => (Object.hasOwn(OWN_WORDS, name) ? t(OWN_WORDS[name]) : name);

/** Just the classes 0 and 1, of which 1 is positive. */
export const isBinary = (status = store.status) => status?.binary ?? true;

export const dataType = (status = store.status) => status?.data_type ?? 'image';

/** Pictures of two classes are flipped with a click; everything else is chosen card by card. */
export const isChoice = (status = store.status) => !isBinary(status) || dataType(status) !== 'image';

/** The digit for the class at this place of the list: 0 to 9, then none. */
export const keyOf = (index) => (index < 10 ? String(index) : null);

/** The live class with this id, or null: retired, unknown, or no label at all. */
export function classOf(id, status = store.status) {
  liveClasses(status);
  return id === null || id === undefined ? null : cache.byId.get(id) ?? null;
}

/** The name of a class in words; a retired one by the name it had; no label as "undecided". */
export function className(id, status = store.status) {
  if (id === null || id === undefined) return t('card.undecided');
  return classOf(id, status)?.words ?? status?.classes?.[id] ?? t('class.gone', { id });
}

/** Let an element and its children use `var(--class)` and `var(--class-ink)`; null takes both away. */
export function paint(element, id) {
  const found = classOf(id);
  const color = found?.color ?? null;
  if (element.painted === color) return;
  element.painted = color;
  if (found) {
    element.style.setProperty('--class', found.color);
    element.style.setProperty('--class-ink', found.ink);
  } else {
    element.style.removeProperty('--class');
    element.style.removeProperty('--class-ink');
  }
}

/** What is predicted for an item of next_batch or of data_view: {id, conf, entropy}, or null. */
export function guessOf(item) {
  const id = item.prediction ?? item.model_label;
  if (id === null || id === undefined) return null;
  const conf = item.conf ?? item.probs?.[id] ?? item.model_conf ?? (id === 0 ? 1 - item.prob_pos : item.prob_pos);
  return { id, conf, entropy: item.entropy ?? null };
}
