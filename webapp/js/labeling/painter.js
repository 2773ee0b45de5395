/**
 * Drag painting without any DOM: press on one card, move over others, and they all get one label.
 * Nothing is painted until the pointer reaches a second card, so that a plain click stays a click.
 */
export class Painter {
  /** @param click (index) => label: what a click on that card makes of it; @param mark (index, label) => void */
  constructor(click, mark) {
    this.click = click;
    this.mark = mark;
    this.start = -1;
    this.label = undefined;
    this.last = -1;
  }

  get painting() { return this.label !== undefined; }

  press(index) { this.start = index; this.last = index; this.label = undefined; }

  /** The pointer is over a card. @return true when a card changed */
  over(index) {
    if (this.start < 0 || index < 0 || index === this.last) return false;
    if (!this.painting) this.label = this.click(this.start);
    this.mark(index, this.label);
    this.last = index;
    return true;
  }

  /** @return true when this was a drag, so that the click the browser sends next is to be ignored */
  release() {
    const dragged = this.painting;
    this.start = -1;
    this.label = undefined;
    return dragged;
  }
}

/** Shift and click: every card from the last one to this one gets the last one's label. */
export function extend(from, to, label, mark) {
  const step = to >= from ? 1 : -1;
  for (let i = from; i !== to + step; i += step) mark(i, label);
}
