/** Moving through the rows by keyboard: one of them can be reached by Tab, the arrows go on from it. */
import { attr } from '../../dom.js';

const STEPS = { up: -1, down: 1, pageup: -10, pagedown: 10, home: -Infinity, end: Infinity };

export class Travel {
  constructor(page) {
    Object.assign(this, { page, row: null });
  }

  /** After rows came: one of them can be reached. */
  refresh() {
    if (!this.page.rows.includes(this.row)) this.row = null;
    const first = this.row ?? this.page.rows[0];
    if (first) attr(first.element, 'tabindex', 0);
  }

  at(element) {
    const row = this.page.rows.find((r) => r.element === element);
    if (!row || row === this.row) return;
    for (const other of this.page.rows) if (other.element.tabIndex === 0) attr(other.element, 'tabindex', -1);
    attr(row.element, 'tabindex', 0);
    this.row = row;
  }

  focus() { if (this.row && document.activeElement === document.body) this.row.element.focus({ preventScroll: true }); }

  onKey({ action }) {
    const { rows } = this.page;
    const step = STEPS[action];
    if (step === undefined || !rows.length) return false;
    const from = this.row ? rows.indexOf(this.row) : -1;
    const to = rows[Math.max(0, Math.min(rows.length - 1, from < 0 ? 0 : from + step))];
    to.element.focus();
    to.element.scrollIntoView({ block: 'nearest' });
    if (this.page.asked) this.page.show(to.task.id);
    return true;
  }
}
