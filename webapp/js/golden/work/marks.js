/** What a person marked in a group: golden or bad, never both. Kept in this browser until it is sent, and a while longer for undo. */
const KEY = 'fastlabel.golden.marks';
const KEPT = 40;

export class Marks {
  /** @param kept {golden: [seeds], bad: [seeds]} or nothing */
  constructor(kept) {
    this.golden = new Set((kept?.golden ?? []).map(String));
    this.bad = new Set((kept?.bad ?? []).map(String));
  }

  /** The verdicts that the server has for these pictures. */
  static of(images = []) {
    const having = (verdict) => images.filter((i) => i?.verdict === verdict).map((i) => i.seed);
    return new Marks({ golden: having('golden'), bad: having('bad') });
  }

  get(seed) { return this.golden.has(seed) ? 'golden' : this.bad.has(seed) ? 'bad' : null; }

  /** Give the mark, or take it away where it is already given. @return the mark that holds now, or null */
  toggle(seed, mark) {
    const had = this.get(seed);
    this.golden.delete(seed);
    this.bad.delete(seed);
    if (had === mark) return null;
    this[mark].add(seed);
    return mark;
  }

  get empty() { return this.golden.size + this.bad.size === 0; }

  toJSON() { return { golden: [...this.golden], bad: [...this.bad] }; }
}

/** The marks of the last groups in a storage such as localStorage; one that is refused or unreadable holds nothing. */
export class MarkStore {
  constructor(storage) { this.storage = storage; }

  all() {
    try {
      const list = JSON.parse(this.storage.getItem(KEY) ?? '[]');
      return Array.isArray(list) ? list : [];
    } catch {
      return [];
    }
  }

  read(batch) { return this.all().find((e) => e.batch === batch) ?? null; }

  /** The newest last; the oldest are forgotten. */
  write(batch, marks) {
    const kept = [...this.all().filter((e) => e.batch !== batch), { batch, ...marks.toJSON() }].slice(-KEPT);
    try { this.storage.setItem(KEY, JSON.stringify(kept)); } catch { /* the marks last as long as the page */ }
  }
}
