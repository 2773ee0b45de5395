/** Which items are selected, without any DOM. Kept by id, so that it survives a new order. */
export class Selection {
  constructor() { this.ids = new Set(); this.anchor = null; }

  get size() { return this.ids.size; }

  has(id) { return this.ids.has(id); }

  clear() { this.ids.clear(); this.anchor = null; }

  toggle(id) {
    if (!this.ids.delete(id)) this.ids.add(id);
    this.anchor = id;
    return this.ids.has(id);
  }

  set(id, on) { if (on) this.ids.add(id); else this.ids.delete(id); this.anchor = id; }

  /** Everything between the last touched item and this one gets the last one's state. */
  extend(id, order) {
    const to = order.findIndex((r) => r.id === id);
    const from = this.anchor === null ? to : order.findIndex((r) => r.id === this.anchor);
    if (to < 0) return;
    const on = this.anchor === null || from < 0 ? true : this.ids.has(this.anchor);
    const [a, b] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    for (let i = a; i <= b; i++) if (on) this.ids.add(order[i].id); else this.ids.delete(order[i].id);
    this.anchor = id;
  }

  all(order) { for (const r of order) this.ids.add(r.id); }

  /** Forget what can no longer be selected. */
  keep(test) { for (const id of [...this.ids]) if (!test(id)) this.ids.delete(id); }

  /** [{id, label}] for a submit: `as` is a class id or 'predicted'. Confirmed or unreadable items are left out. */
  labels(byId, as) {
    const labels = [];
    for (const id of this.ids) {
      const r = byId.get(id);
      if (!r || r.user !== null || r.unreadable) continue;
      const label = as === 'predicted' ? r.label : as;
      if (Number.isInteger(label)) labels.push({ id, label });
    }
    return labels;
  }
}
