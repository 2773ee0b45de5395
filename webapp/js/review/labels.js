/** Confirmed labels as the review shows them, without any DOM. */

/** One item of /api/data_view?mode=dataset. `group` is the class it is listed under; `label` may differ once flipped. */
export function confirmed(item) {
  return { id: item.id, filename: item.filename, label: item.user_label, group: item.user_label, p: item.prob_pos ?? null, predicted: item.model_label ?? null, unreadable: item.unreadable ?? null };
}

export class ConfirmedLabels {
  constructor() { this.clear(); }

  clear() { this.records = []; this.byId = new Map(); }

  add(items) {
    for (const item of items) {
      if (item.user_label !== 0 && item.user_label !== 1) continue;
      if (!this.byId.has(item.id)) this.put(confirmed(item));
    }
  }

  /**
   * Newer answers, without moving a card: what is listed keeps its place and group, what was taken away here stays
   * visible without a label, what is new comes last.
   */
  refreshedBy(fresh) {
    const merged = new ConfirmedLabels();
    for (const old of this.records) {
      const now = fresh.byId.get(old.id);
      if (!now && old.label !== null) continue;
      merged.put(now ? { ...now, group: old.group } : old);
    }
    for (const r of fresh.records) if (!merged.byId.has(r.id)) merged.put(r);
    return merged;
  }

  put(r) {
    this.records.push(r);
    this.byId.set(r.id, r);
  }

  /** A flipped card stays where it is until the page is read anew, so that nothing moves under the pointer. */
  group(label) { return this.records.filter((r) => r.group === label); }

  count(label) { return this.records.reduce((n, r) => n + (r.label === label ? 1 : 0), 0); }

  set(id, label) {
    const r = this.byId.get(id);
    if (r) r.label = label;
  }
}
