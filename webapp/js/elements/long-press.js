/** A long press of a finger on a card. `fired` is true until the click that follows it has passed. */
const HOLD_MS = 450;

export class LongPress {
  constructor(element, act, signal) {
    this.fired = false;
    let timer = 0, x = 0, y = 0;
    const stop = () => clearTimeout(timer);
    element.addEventListener('pointerdown', (e) => {
      this.fired = false;
      const card = e.target.closest('fl-card');
      if (!card || e.pointerType !== 'touch') return;
      [x, y] = [e.clientX, e.clientY];
      timer = setTimeout(() => { this.fired = true; act(card); }, HOLD_MS);
    }, { signal });
    element.addEventListener('pointermove', (e) => { if (Math.hypot(e.clientX - x, e.clientY - y) > 10) stop(); }, { signal });
    for (const type of ['pointerup', 'pointercancel']) element.addEventListener(type, stop, { signal });
    element.addEventListener('contextmenu', (e) => { if (e.pointerType === 'touch') e.preventDefault(); }, { signal });
  }
}
