/** What several pages do: send what is kept, take the last step back. Each ends with one quiet line. */
import { randomId } from '../api.js';
import { explain, t } from '../i18n.js';
import { lost } from '../live.js';
import { store } from '../store.js';
import { goldenApi, goldenOutbox } from './api.js';
import { feeds } from './live.js';
import { golden } from './store.js';

/** A judgement for the outbox. @param kind 'selection' or 'pair' */
export const judgement = (kind, body) => ({ submit_id: randomId(), dataset: 'golden', kind, body });

let flushing = false;
let lastFlush = 0;

/** Send what is kept, once the server is there. A refusal because somebody else judged is for the workbench to ask about. */
export async function flushGolden() {
  if (flushing || goldenOutbox.count() === 0 || Date.now() - lastFlush < 2000) return;
  flushing = true;
  try {
    const { sent, refused } = await goldenOutbox.flush('golden');
    if (sent) store.say(t('golden.sent', { n: sent }), 'ok');
    for (const error of refused) {
      const judged = error.code === 'already-judged';
      if (!judged) store.say(explain(error), 'error');
      if (judged) dispatchEvent(new CustomEvent('fl-golden-conflict', { detail: { entry: error.entry, error } }));
    }
    if (sent || refused.length) {
      feeds.sessions.read();
      dispatchEvent(new Event('fl-golden-sent'));
    }
  } finally {
    flushing = false;
    lastFlush = Date.now();
  }
}

/** Take the last step of the session back; the workbench shows it again. */
export async function undoGolden() {
  // The judgement that is still on its way is the last step.
  await goldenOutbox.settled();
  const session = golden.state?.session?.session_id ?? golden.sessions?.find((s) => s.current)?.session_id;
  try {
    const answer = await goldenApi.undo(session);
    if (!answer.undone) {
      store.say(t('golden.undo.none'), 'info');
      return;
    }
    store.say(t(`golden.undone.${answer.undone}`), 'ok');
    dispatchEvent(new CustomEvent('fl-golden-undone', { detail: answer }));
  } catch (error) {
    if (error.lost) lost();
    store.say(explain(error), error.code === 'nothing-to-undo' ? 'info' : 'error');
  }
}
