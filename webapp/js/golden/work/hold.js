/** A long press of a finger enlarges; the click that follows it does nothing. */
const HOLD_MS = 450;

/** @param selector what can be pressed  @param act (element) */
export function holdOn(root, selector, act) {
  let timer = 0, x = 0, y = 0, fired = false;
  const stop = () => clearTimeout(timer);
  root.addEventListener('pointerdown', (e) => {
    fired = false;
    const target = e.target.closest(selector);
    if (!target || e.pointerType !== 'touch') return;
    [x, y] = [e.clientX, e.clientY];
    timer = setTimeout(() => { fired = true; act(target); }, HOLD_MS);
  });
  root.addEventListener('pointermove', (e) => { if (Math.hypot(e.clientX - x, e.clientY - y) > 10) stop(); });
  for (const type of ['pointerup', 'pointercancel']) root.addEventListener(type, stop);
  root.addEventListener('contextmenu', (e) => { if (e.pointerType === 'touch') e.preventDefault(); });
  root.addEventListener('click', (e) => { if (fired) { fired = false; e.stopPropagation(); e.preventDefault(); } }, { capture: true });
}
