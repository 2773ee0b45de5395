import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../../../webapp/js/outbox.js';

const memory = () => {
  const map = new Map();
  return { getItem: (k) => map.get(k) ?? null, setItem: (k, v) => map.set(k, v) };
};
const lost = Object.assign(new Error('lost'), { lost: true });
const entry = (id, dataset = 'd') => ({ submit_id: id, dataset, labels: [{ id: 1, label: 1 }, { id: 2, label: 0 }] });

test('isKeptBeforeItIsSentAndForgottenAfterTheAnswer', async () => {
  const storage = memory();
  let during;
  const outbox = new Outbox(storage, async () => { during = storage.getItem('fastlabel.outbox'); return { success: true }; }, (e) => e.lost);
  await outbox.submit(entry('a'));
  assert.match(during, /"submit_id":"a"/);
  assert.equal(outbox.count(), 0);
});

test('aLostConnectionKeepsItAndALaterFlushSendsItOnceWithTheSameId', async () => {
  const storage = memory();
  let up = false;
  const sent = [];
  const send = async (e) => { if (!up) throw lost; sent.push(e.submit_id); return {}; };
  const outbox = new Outbox(storage, send, (e) => e.lost);
  await assert.rejects(outbox.submit(entry('a')));
  assert.equal(outbox.count('d'), 2);
  // A new page with the same storage.
  const reloaded = new Outbox(storage, send, (e) => e.lost);
  up = true;
  assert.equal((await reloaded.flush('d')).sent, 2);
  assert.equal((await reloaded.flush('d')).sent, 0);
  assert.deepEqual(sent, ['a']);
});

test('aRefusalIsForgotten', async () => {
  const outbox = new Outbox(memory(), async () => { throw Object.assign(new Error('409'), { status: 409 }); }, (e) => Boolean(e.lost));
  await assert.rejects(outbox.submit(entry('a')));
  assert.equal(outbox.count(), 0);
});

test('labelsOfAnotherDataSetWaitForIt', async () => {
  let up = false;
  const outbox = new Outbox(memory(), async () => { if (!up) throw lost; return {}; }, (e) => e.lost);
  await assert.rejects(outbox.submit(entry('a', 'photos')));
  up = true;
  assert.equal((await outbox.flush('sample')).sent, 0);
  assert.equal((await outbox.flush('photos')).sent, 2);
});

test('aFlushDoesNotSendWhatIsOnItsWay', async () => {
  let calls = 0, answer;
  const outbox = new Outbox(memory(), () => { calls++; return new Promise((resolve) => { answer = resolve; }); }, (e) => e.lost);
  const submitted = outbox.submit(entry('a'));
  assert.equal(outbox.count(), 0);
  await outbox.flush('d');
  answer({});
  await submitted;
  assert.equal(calls, 1);
});

test('whatComesNextCanWaitForWhatIsOnItsWayAnsweredOrLost', async () => {
  const answers = [];
  const outbox = new Outbox(memory(), () => new Promise((resolve, reject) => { answers.push({ resolve, reject }); }), (e) => Boolean(e.lost));
  await outbox.settled();
  const seen = [];
  const first = outbox.submit(entry('a'));
  const second = outbox.submit(entry('b')).catch(() => seen.push('lost'));
  const waited = outbox.settled().then(() => seen.push('settled'));
  answers[0].resolve({});
  await first;
  assert.deepEqual(seen, []);
  answers[1].reject(lost);
  await Promise.all([second, waited]);
  assert.deepEqual(seen.sort(), ['lost', 'settled']);
  await outbox.settled();
});

test('whatFailsBeforeItIsSentIsNotOnItsWay', async () => {
  const outbox = new Outbox(memory(), () => { throw lost; }, (e) => Boolean(e.lost));
  await assert.rejects(outbox.submit(entry('a')));
  assert.equal(outbox.count(), 2);
});

test('unreadableStorageIsAnEmptyOutbox', () => {
  const outbox = new Outbox({ getItem: () => '{broken', setItem: () => {} }, null, null);
  assert.deepEqual(outbox.entries(), []);
});
