/** One quiet line, on whichever page one is, when another checkpoint has taken over. */
import { t } from '../i18n.js';
import { store } from '../store.js';
import { swapped } from './facts.js';

export function announceSwaps() {
  let before = store.status;
  store.addEventListener('change', (e) => {
    if (!e.detail.has('status')) return;
    const after = store.status;
    if (swapped(before, after)) store.say(t(after.labeled_count > 0 ? 'switch.done' : 'switch.done.nolabels', { name: after.checkpoint.name }), 'ok');
    before = after;
  });
}
