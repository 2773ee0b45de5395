/** Confirmed labels as the review shows them, without any DOM. */

/** One item of /api/data_view?mode=dataset. `group` is the class it is listed under; `label` may differ once flipped. */
export function confirmed(item) {
  return {
    id: item.id, filename: item.filename, label: item.user_label, group: item.user_label, unreadable: item.unreadable ?? null,
    p: item.prob_pos ?? null, predicted: item.model_label ?? null, conf: item.model_conf ?? null,
    text: item.text, duration_s: item.duration_s,
  };
}

export class ConfirmedLabels {
  constructor() { this.clear(); }

  clear() { this.records = []; this.byId = new Map(); }

  add(items) {
    for (const item of items) {
      if (!Number.isInteger(item.user_label)) continue;
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

  /** By the class under which they are listed. A relabelled card stays where it is until the page is read anew, so that nothing moves under the pointer. */
  groups() {
    const groups = new Map();
    for (const r of this.records) {
      if (!groups.has(r.group)) groups.set(r.group, []);
      groups.get(r.group).push(r);
    }
    return groups;
  }

  /** How many have each label now. */
  counts() {
    const counts = new Map();
    for (const r of this.records) if (r.label !== null) counts.set(r.label, (counts.get(r.label) ?? 0) + 1);
    return counts;
  }

  set(id, label) {
    const r = this.byId.get(id);
    if (r) r.label = label;
  }
}
