/** What several pages do to the labels: submit, undo, relabel. Each ends with one quiet line. */
import { api, outbox, submission } from './api.js';
import { explain, number, percent, said, t } from './i18n.js';
import { lost, refresh } from './live.js';
import { datasetId as dataset, store } from './store.js';

/** What the last submits of this page were, newest last; a batch can come back after an undo. */
const done = [];

/**
 * "24 labels, 3 corrections, accuracy 88 % → 91 %"
 * @param before the accuracy before the submit, or null  @param after the one that counts its labels, or null
 */
export function learned(answer, before, after) {
  const parts = [t('label.learned', { n: answer.learned?.labels ?? 0 })];
  if (answer.learned?.corrections) parts.push(t('label.corrections', { n: answer.learned.corrections }));
  if (after && before) parts.push(t('label.acc.from', { from: percent(before.accuracy), to: percent(after.accuracy) }));
  else if (after) parts.push(t('label.acc', { to: percent(after.accuracy) }));
  // While it is still being learnt the pulse says so.
  const late = answer.triggered && !answer.trained && (after || store.status?.training);
  return parts.join(t('list.comma')) + (answer.message && !late ? t('label.learned.but', { why: said(answer.message) }) : '');
}

/** The server measures the accuracy a moment after its answer: the line is completed once the number is there. */
function sayLearned(answer, before) {
  const measured = (accuracy) => (accuracy && accuracy.labels >= answer.labeled_count ? accuracy : null);
  const after = measured(answer.accuracy);
  const words = learned(answer, before, after);
  store.say(words, 'ok');
  if (after) return;
  const complete = () => {
    const accuracy = measured(store.status?.accuracy);
    // Another line has come meanwhile: this one is history.
    if (accuracy && store.notice?.text === words) store.say(learned(answer, before, accuracy), 'ok');
    if (accuracy || store.notice?.text !== words) store.removeEventListener('change', complete);
  };
  store.addEventListener('change', complete);
}

/** The pulse beats until the training that an answer started is done. */
function startPulse(answer) {
  if (!answer.triggered || answer.trained) return;
  store.set({ triggered: true });
  const done = () => {
    if (store.status?.training) return;
    store.removeEventListener('change', done);
    store.set({ triggered: false });
  };
  store.addEventListener('change', done);
}

/** Another page did something that can be taken back. @param batch what to show again then, or null */
export const remember = (batch = null) => done.push({ dataset: dataset(), batch });

/**
 * Confirm labels. They are safe before they are sent.
 * @param labels [{id, label}]  @param batch what to show again after an undo, or null
 * @param train 'auto': train when enough came together; otherwise at once
 */
export async function submit(labels, batchId = null, { batch = null, train } = {}) {
  const before = store.status?.accuracy ?? null;
  if (train !== 'auto') store.set({ busy: true });
  try {
    const answer = await outbox.submit(submission(dataset(), labels, batchId, train));
    remember(batch);
    startPulse(answer);
    // Without a training there is nothing learnt yet.
    const trains = train !== 'auto' || answer.triggered;
    refresh().then(() => (trains ? sayLearned(answer, before) : store.say(learned(answer, null, null), 'ok')));
    return answer;
  } catch (error) {
    if (error.lost) lost();
    if (error.lost || error.status >= 500) store.say(`${explain(error)} ${t('label.kept', { n: outbox.count() })}`, 'error');
    else store.say(explain(error), 'error');
    throw error;
  } finally {
    store.set({ busy: false });
  }
}

/** Take the last submit back. Whoever shows labels listens for `fl-undone`, detail = its batch or null. */
export async function undo() {
  // What was confirmed a moment ago is the last submit, though its answer is still to come.
  await outbox.settled();
  try {
    await api.undo();
    const last = done.pop();
    const batch = last?.dataset === dataset() ? last.batch : null;
    store.say(t(batch && !batch.takeBack ? 'label.undone' : 'label.undone.plain'), 'ok');
    refresh();
    dispatchEvent(new CustomEvent('fl-undone', { detail: batch }));
    return true;
  } catch (error) {
    if (error.lost) lost();
    store.say(explain(error), error.code === 'nothing-to-undo' ? 'info' : 'error');
    return false;
  }
}

/** Correct confirmed labels; label null takes one away. @param batch what to show again after an undo, or null */
export async function relabel(labels, words, batch = null) {
  try {
    const answer = await api.relabel(labels);
    remember(batch);
    store.say(words, 'ok');
    refresh();
    return answer;
  } catch (error) {
    if (error.lost) lost();
    store.say(explain(error), 'error');
    throw error;
  }
}

/** Train now, with what is confirmed already. */
export async function trainNow() {
  try {
    startPulse(await api.train());
    store.say(t('label.training'), 'ok');
    refresh();
  } catch (error) {
    if (error.lost) lost();
    store.say(explain(error), 'error');
    throw error;
  }
}

let flushing = false;
let lastFlush = 0;

/** Send what is kept, once the server is there. A server that keeps failing is asked every few seconds only. */
export async function flush() {
  if (flushing || outbox.count(dataset()) === 0 || Date.now() - lastFlush < 3000) return;
  flushing = true;
  try {
    const { sent, refused } = await outbox.flush(dataset());
    if (sent) store.say(t('label.sent', { n: number(sent) }), 'ok');
    else if (refused.length) store.say(explain(refused[0]), 'error');
    if (sent || refused.length) {
      refresh();
      dispatchEvent(new CustomEvent('fl-sent'));
    }
  } finally {
    flushing = false;
    lastFlush = Date.now();
  }
}
