/** What can be opened, which fields each kind has, and what is sent for it. Without any DOM. */

/**
 * Each kind: its group, what its path is ('none', 'folder', 'sheet', 'table', or 'texts': a table or a folder), its icon, and
 * which of its columns can be named. The words are `config.type.NAME` and `config.type.NAME.more`.
 */
export const KINDS = {
  sample: { group: 'pictures', path: 'none', icon: 'faces' },
  image: { group: 'pictures', path: 'folder', icon: 'folder' },
  imagefolder: { group: 'pictures', path: 'folder', icon: 'tag' },
  cifar10: { group: 'pictures', path: 'folder', icon: 'chip' },
  sprite: { group: 'pictures', path: 'sheet', icon: 'sheet', tile: true },
  audio: { group: 'sounds', path: 'folder', icon: 'sound' },
  esc50: { group: 'sounds', path: 'folder', icon: 'sound' },
  urbansound8k: { group: 'sounds', path: 'folder', icon: 'sound' },
  text: { group: 'texts', path: 'texts', icon: 'text', columns: ['text_column', 'label_column'] },
  csv: { group: 'texts', path: 'table', icon: 'sheet', columns: ['path_column', 'label_column'] },
};

export const kindOf = (type) => KINDS[type] ?? KINDS.image;

/** The groups in order, each with the types in it. */
export const GROUPS = ['pictures', 'sounds', 'texts'].map((group) => [group, Object.keys(KINDS).filter((type) => KINDS[type].group === group)]);

/** At least two and at most so many classes, each with a name of at most so many characters. */
export const MOST_CLASSES = 200;
export const LONGEST_NAME = 60;

/**
 * Class names as a person types them: one per line, or in one line with commas (also Chinese ones) between them.
 * @return {names, problem: null or a code, value: what the problem is about}
 */
export function parseClasses(typed) {
  const lines = typed.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  const names = (lines.length === 1 ? lines[0].split(/[,，;；、]/) : lines).map((name) => name.trim()).filter(Boolean);
  const seen = new Set();
  for (const name of names) {
    const folded = name.toLocaleLowerCase();
    if (name.length > LONGEST_NAME) return { names, problem: 'class-name-long', value: `${name.slice(0, 20)}…` };
    if (seen.has(folded)) return { names, problem: 'class-name-twice', value: name };
    seen.add(folded);
  }
  if (names.length < 2) return { names, problem: 'too-few-classes', value: '' };
  if (names.length > MOST_CLASSES) return { names, problem: 'too-many-classes', value: names.length };
  return { names, problem: null, value: '' };
}

/** The request that opens it; a column that is not chosen and a path that is not needed are left out. */
export function specOf({ type, path, tile, text_column: text, label_column: label, path_column: column, classes }) {
  const kind = kindOf(type);
  const spec = { type };
  if (kind.path !== 'none') spec.path = (path ?? '').trim();
  if (kind.tile) spec.tile = Number(tile);
  const given = { text_column: text, label_column: label, path_column: column };
  for (const name of kind.columns ?? []) if (given[name]) spec[name] = given[name];
  if (classes?.length) spec.classes = classes;
  return spec;
}

/** What is wrong with a request before it is sent: a code, or null. */
export function problemOf(spec) {
  const kind = kindOf(spec.type);
  if (kind.path !== 'none' && !spec.path) return 'missing-path';
  if (kind.tile && !(Number.isInteger(spec.tile) && spec.tile >= 4 && spec.tile <= 2048)) return 'bad-tile';
  return null;
}

/** Beside which field an error belongs: 'tile', 'columns', 'classes' or 'path'. */
export function fieldOf(code = '') {
  if (/tile|geometry/.test(code)) return 'tile';
  if (/column/.test(code)) return 'columns';
  return /class-name|-classes$/.test(code) ? 'classes' : 'path';
}

/** The table of a folder's listing that a path means, or null. */
export const tableOf = (browse, path) => (browse?.tables ?? []).find((table) => path === table.name || path.endsWith(`/${table.name}`) || path.endsWith(`\\${table.name}`)) ?? null;

/** What a folder holds in words' keys, only what is there: [['config.browse.images', 3], …]. */
export function contents({ images = 0, sounds = 0, texts = 0, tables = [] }) {
  return [['config.browse.images', images], ['config.browse.sounds', sounds], ['config.browse.texts', texts], ['config.browse.tables', tables.length]].filter(([, n]) => n > 0);
}
