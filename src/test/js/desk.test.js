import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Desk } from '../../../webapp/js/hub/desk/desk.js';
import { everyDay } from '../../../webapp/js/hub/desk/every-day.js';
import { deskAction } from '../../../webapp/js/hub/desk/keys.js';
import { LETTERS, labelFor, labelsOf, suggestionOf } from '../../../webapp/js/hub/desk/labels.js';
import { Prefetch } from '../../../webapp/js/hub/desk/prefetch.js';
import { TaskTimer } from '../../../webapp/js/hub/desk/timer.js';
import { outline, peaksOf } from '../../../webapp/js/hub/desk/wave.js';
import { setLanguage } from '../../../webapp/js/i18n.js';

setLanguage('en');
const memory = () => {
  const map = new Map();
  return { getItem: (k) => map.get(k) ?? null, setItem: (k, v) => map.set(k, v) };
};
const settled = () => new Promise((resolve) => { setTimeout(resolve, 0); });
const refusal = (status, code) => Object.assign(new Error(code), { status, code, lost: status === 0 });
const task = (id, more = {}) => ({ task_id: id, text: `text ${id}`, prelabel_label: 'NG', prelabel_score: 0.7, ...more });

/** A server with the tasks of several people, and a desk that talks to it. */
function office({ tasks = { ann: [1, 2, 3] }, pages = 50, storage = memory(), who = 'ann', hide = false } = {}) {
  const said = [];
  const server = { up: true, person: who, answers: [], undone: [], logins: [], open: structuredClone(tasks), asked: [] };
  const check = () => {
    if (!server.up) throw refusal(0, 'network');
    if (!server.person) throw refusal(401, 'token-expired');
  };
  const api = {
    async datasets() {
      check();
      const mine = server.open[server.person] ?? [];
      const done = server.answers.filter((a) => a.owner === server.person);
      return { datasets: mine.length + done.length ? [{ id: 7, name: 'reviews', kind: 'text', labels: ['OK', 'NG'], hide_prelabel: hide, open: mine.length, labeled: done.length, skipped: 0 }] : [] };
    },
    async open(dataset, after) {
      check();
      const mine = server.open[server.person] ?? [];
      const from = after ? mine.indexOf(Number(after)) + 1 : 0;
      const page = mine.slice(from, from + pages);
      return { tasks: page.map((id) => task(id)), next: from + pages < mine.length ? String(page.at(-1)) : null };
    },
    async send(entry) {
      server.asked.push(entry.submit_id);
      check();
      if (entry.owner !== server.person) throw refusal(409, 'other-person');
      if (server.refuse) throw server.refuse;
      if (!server.answers.some((a) => a.submit_id === entry.submit_id)) {
        server.answers.push(entry);
        server.open[server.person] = server.open[server.person].filter((id) => id !== entry.task_id);
      }
      if (server.loseAnswer) { server.loseAnswer = false; throw refusal(0, 'network'); }
      return { saved: true, remaining: server.open[server.person].length };
    },
    async undo() {
      check();
      const last = server.answers.pop();
      if (!last) return { undone: null };
      server.open[server.person].unshift(last.task_id);
      return { undone: task(last.task_id) };
    },
  };
  const clock = { now: 0, shown: true };
  const later = [];
  const make = () => new Desk({ api, who: () => server.person, storage, say: (words) => said.push(words), needLogin: (e) => server.logins.push(e.code ?? e.status), timer: new TaskTimer(() => clock.now, () => clock.shown), later: (act) => later.push(act) });
  return { server, api, said, clock, later, storage, make, desk: make() };
}

test('theHardestIsOnTheDeskAndAnAnswerShowsTheNextOneBeforeTheServerHasIt', async () => {
  const { desk, server } = office();
  await desk.enter();
  assert.equal(desk.phase, 'ready');
  assert.equal(desk.task.task_id, 1);
  desk.answer('OK');
  assert.equal(desk.task.task_id, 2);
  assert.deepEqual(server.answers, []);
  await settled();
  assert.deepEqual(server.answers.map((a) => [a.task_id, a.body.label, a.body.prelabel_shown]), [[1, 'OK', true]]);
  assert.deepEqual([desk.dataset.open, desk.dataset.labeled], [2, 1]);
});

test('aLabelThatIsNoneIsNotTaken', async () => {
  const { desk, server } = office();
  await desk.enter();
  assert.equal(desk.answer('maybe'), false);
  assert.equal(desk.skip('  '), false);
  await settled();
  assert.equal(desk.task.task_id, 1);
  assert.deepEqual(server.asked, []);
});

test('theEndSaysDoneAndNothingAssignedSaysNone', async () => {
  const { desk } = office({ tasks: { ann: [1] } });
  await desk.enter();
  desk.skip('no label fits');
  assert.equal(desk.phase, 'done');
  assert.deepEqual([desk.dataset.open, desk.dataset.skipped], [0, 1]);
  const { desk: other } = office({ tasks: { ann: [] } });
  await other.enter();
  assert.equal(other.phase, 'none');
});

test('aStoppedServerKeepsTheAnswersAndEachIsSentOnceInOrder', async () => {
  const { desk, server, later, said } = office();
  await desk.enter();
  server.up = false;
  desk.answer('OK');
  desk.answer('NG');
  await settled();
  assert.equal(desk.task.task_id, 3);
  assert.equal(desk.unsent, 2);
  assert.equal(said.at(-1), 'The server does not answer.');
  server.up = true;
  await later.at(-1)();
  assert.deepEqual(server.answers.map((a) => a.task_id), [1, 2]);
  assert.equal(desk.unsent, 0);
  await desk.flush();
  assert.equal(server.answers.length, 2);
});

test('anAnswerWhoseConfirmationWasLostIsRepeatedWithTheSameIdAndCountsOnce', async () => {
  const { desk, server } = office();
  await desk.enter();
  server.loseAnswer = true;
  desk.answer('OK');
  await settled();
  assert.equal(desk.unsent, 1);
  await desk.flush();
  assert.equal(server.answers.length, 1);
  assert.deepEqual([server.asked.length, new Set(server.asked).size], [2, 1]);
});

test('anEndedLoginKeepsTheAnswerUntilTheSamePersonIsBack', async () => {
  const { desk, server, said } = office();
  await desk.enter();
  server.person = null;
  const { who } = desk;
  desk.who = desk.sender.who = () => 'ann';
  desk.answer('OK');
  await settled();
  assert.deepEqual(server.logins, ['token-expired']);
  assert.equal(desk.unsent, 1);
  server.person = 'ann';
  desk.who = desk.sender.who = who;
  await desk.enter();
  await settled();
  assert.deepEqual(server.answers.map((a) => [a.owner, a.task_id]), [['ann', 1]]);
  assert.equal(desk.task.task_id, 2);
  assert.ok(said.some((words) => /1 answer that was kept here is sent/.test(words)));
});

test('theAnswersOfOneAreNeverSentForAnother', async () => {
  const { desk, server, make } = office({ tasks: { ann: [1, 2], bo: [1, 9] } });
  await desk.enter();
  server.up = false;
  desk.answer('OK');
  await settled();
  server.up = true;
  server.person = 'bo';
  await desk.enter();
  await settled();
  assert.equal(desk.owner, 'bo');
  assert.equal(desk.task.task_id, 1);
  assert.deepEqual(server.answers, []);
  assert.deepEqual(desk.sender.others(), [{ person: 'ann', n: 1 }]);
  desk.answer('NG');
  await settled();
  assert.deepEqual(server.answers.map((a) => [a.owner, a.task_id]), [['bo', 1]]);
  // Ann's are still there, for a page that is opened later too.
  server.person = 'ann';
  const again = make();
  await again.enter();
  await settled();
  assert.deepEqual(server.answers.map((a) => [a.owner, a.task_id, a.body.label]), [['bo', 1, 'NG'], ['ann', 1, 'OK']]);
});

test('whenAnotherTabLoggedInAsSomebodyElseTheServerRefusesAndTheAnswerStays', async () => {
  const { desk, server } = office({ tasks: { ann: [1, 2], bo: [1] } });
  await desk.enter();
  desk.who = desk.sender.who = () => 'ann';
  server.person = 'bo';
  desk.answer('OK');
  await settled();
  assert.deepEqual(server.answers, []);
  assert.deepEqual(server.logins, ['other-person']);
  assert.equal(desk.unsent, 1);
});

test('anAssignmentThatWentBackIsSaidAndLeft', async () => {
  const { desk, server, said } = office();
  await desk.enter();
  server.refuse = refusal(409, 'assignment-returned');
  desk.answer('OK');
  await settled();
  server.refuse = null;
  assert.equal(desk.unsent, 0);
  assert.equal(desk.task.task_id, 2);
  assert.match(said.at(-1), /“OK” was not saved/);
  assert.deepEqual([desk.dataset.open, desk.dataset.labeled], [2, 0]);
});

test('anAnswerThatIsRefusedForItselfComesBackToTheScreen', async () => {
  const { desk, server } = office();
  await desk.enter();
  server.refuse = refusal(400, 'unknown-label');
  desk.answer('OK');
  await settled();
  assert.equal(desk.task.task_id, 1);
  assert.deepEqual([desk.dataset.open, desk.dataset.labeled, desk.unsent], [3, 0, 0]);
});

test('aServerThatFailsAtOneAnswerGetsTheOthers', async () => {
  const { desk, server, api } = office();
  await desk.enter();
  const { send } = api;
  api.send = async (entry) => { if (entry.task_id === 1) throw refusal(500, 'internal'); return send(entry); };
  desk.answer('OK');
  desk.answer('NG');
  await settled();
  assert.deepEqual(server.answers.map((a) => a.task_id), [2]);
  assert.equal(desk.unsent, 1);
});

test('undoTakesBackWhatTheServerHas', async () => {
  const { desk, server, said } = office();
  await desk.enter();
  desk.answer('OK');
  await desk.undo();
  assert.deepEqual(server.answers, []);
  assert.equal(desk.task.task_id, 1);
  assert.deepEqual([desk.dataset.open, desk.dataset.labeled], [3, 0]);
  await desk.undo();
  assert.match(said.at(-1), /Nothing to take back/);
});

test('undoWithoutAServerDropsWhatNeverLeftAndNotWhatMayHaveArrived', async () => {
  const { desk, server, said, make } = office();
  await desk.enter();
  server.up = false;
  desk.answer('OK');
  await settled();
  desk.answer('NG');
  await desk.undo();
  assert.equal(desk.task.task_id, 2);
  assert.equal(desk.unsent, 1);
  await desk.undo();
  assert.match(said.at(-1), /still on its way/);
  assert.equal(desk.unsent, 1);
  // A new page does not know what the old one sent.
  const again = make();
  again.owner = 'ann';
  again.dataset = { id: 7 };
  await again.undo();
  assert.equal(again.unsent, 1);
});

test('longQueuesAreReadPageByPageWithoutRepeatsAndWhatWasAnsweredDoesNotComeBack', async () => {
  const ids = Array.from({ length: 40 }, (_, i) => i + 1);
  const { desk, server } = office({ tasks: { ann: ids }, pages: 5 });
  await desk.enter();
  const seen = [];
  while (desk.phase !== 'done' && seen.length < 60) {
    if (desk.task) {
      seen.push(desk.task.task_id);
      desk.answer('OK');
    }
    await settled();
  }
  assert.deepEqual(seen, ids);
  assert.equal(server.answers.length, 40);
});

test('aPageReadWhileAnAnswerWaitsDoesNotBringItsTaskBack', async () => {
  const { desk, server, make } = office();
  await desk.enter();
  server.up = false;
  desk.answer('OK');
  await settled();
  server.up = true;
  server.refuse = refusal(503, 'busy');
  const again = make();
  await again.enter();
  assert.equal(again.task.task_id, 2);
});

test('theArrowsLookAheadAndEscGoesBackToOnesPlace', async () => {
  const { desk } = office({ tasks: { ann: [1, 2, 3, 4] } });
  await desk.enter();
  assert.equal(desk.look(-1), false);
  desk.look(1);
  desk.look(1);
  assert.equal(desk.task.task_id, 3);
  desk.answer('OK');
  assert.equal(desk.task.task_id, 4);
  desk.answer('OK');
  // Behind the last one one is back at one's place.
  assert.equal(desk.task.task_id, 1);
  desk.look(1);
  assert.equal(desk.look(0), true);
  assert.equal(desk.task.task_id, 1);
});

test('whatIsNewComesBehindWhatIsOnTheScreen', async () => {
  const { desk, server } = office({ tasks: { ann: [2, 3] } });
  await desk.enter();
  server.open.ann = [1, 2, 3];
  await desk.choose(7);
  assert.equal(desk.task.task_id, 2);
  assert.deepEqual(desk.queue.tasks.map((t) => t.task_id), [2, 1, 3]);
});

test('timeRunsOnlyWhileThePageIsShownAndPerTask', async () => {
  const { desk, server, clock } = office();
  await desk.enter();
  clock.now = 4000;
  clock.shown = false;
  desk.timer.look();
  clock.now = 60_000;
  clock.shown = true;
  desk.timer.look();
  clock.now = 61_000;
  desk.look(1);
  clock.now = 63_000;
  desk.look(-1);
  clock.now = 64_500;
  desk.answer('OK');
  clock.now = 66_000;
  desk.answer('NG');
  await settled();
  assert.deepEqual(server.answers.map((a) => a.body.seconds), [6.5, 3.5]);
});

test('aHiddenSuggestionIsNeverShownAndNotClaimed', async () => {
  const { desk, server } = office({ hide: true });
  await desk.enter();
  assert.equal(desk.suggestion, null);
  desk.answer('OK');
  await settled();
  assert.equal(server.answers[0].body.prelabel_shown, false);
  assert.deepEqual(suggestionOf(task(1), ['OK', 'NG'], false), { label: 'NG', p: 0.7 });
  assert.equal(suggestionOf(task(1), ['OK'], false), null);
  assert.deepEqual(suggestionOf(task(1, { prelabel_score: null }), ['NG'], false), { label: 'NG', p: null });
  assert.deepEqual(suggestionOf(task(1, { prelabel_score: 1.2 }), ['NG'], false), { label: 'NG', p: null });
});

test('storageThatIsRefusedStillKeepsTheAnswerWhileThePageLives', async () => {
  const broken = { getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('full'); } };
  const { desk, server, later } = office({ storage: broken });
  await desk.enter();
  server.up = false;
  desk.answer('OK');
  await settled();
  assert.equal(desk.unsent, 1);
  server.up = true;
  await later.at(-1)();
  assert.equal(server.answers.length, 1);
});

const press = (key, more = {}, place = 'page') => deskAction({ key, ...more }, place);

test('digitsAndLettersAreLabelsAndTheFewOthersActions', () => {
  assert.deepEqual(press('3', { code: 'Digit3' }), { action: 'label', key: '3', text: '3' });
  assert.deepEqual(press('"', { code: 'Digit3' }), { action: 'label', key: '3', text: '"' });
  assert.deepEqual(press('Q'), { action: 'label', key: 'q', text: 'Q' });
  const actions = { s: 'skip', u: 'undo', i: 'instructions', z: 'zoom', g: 'goto', '/': 'find', '?': 'help', ' ': 'toggle', Enter: 'confirm', Escape: 'escape', ArrowLeft: 'left', PageDown: 'pagedown' };
  for (const [key, action] of Object.entries(actions)) assert.deepEqual(press(key), { action }, key);
  assert.equal(press('0', { code: 'Digit0' }), null);
  assert.equal(press('a', { ctrlKey: true }), null);
});

test('aHeldKeyDoesNotAnswerTheNextTaskAndFieldsKeepTheirKeys', () => {
  for (const key of ['1', 'q', 'Enter', 's', 'u']) assert.equal(press(key, { repeat: true }), null, key);
  for (const key of ['1', 'q', 'Enter', ' ', 's']) assert.equal(press(key, {}, 'text'), null, key);
  assert.equal(press('Enter', {}, 'button'), null);
  assert.equal(press(' ', {}, 'button'), null);
  assert.deepEqual(press('2', { code: 'Digit2' }, 'button'), { action: 'label', key: '2', text: '2' });
  assert.equal(press('ArrowRight', {}, 'control'), null);
  assert.equal(press('1', {}, 'control'), null);
});

test('upToTwentyLabelsHaveKeysAndNoneOfThemMeansSomethingElse', () => {
  const names = (n) => Array.from({ length: n }, (_, i) => `label ${i}`);
  const twenty = labelsOf(names(20));
  assert.equal(new Set(twenty.map((l) => l.key)).size, 20);
  for (const { key, name } of twenty) {
    const found = press(key, { code: /\d/.test(key) ? `Digit${key}` : '' });
    assert.equal(found.action, 'label', key);
    assert.equal(labelFor(twenty, found.key).name, name);
  }
  assert.equal(new Set(LETTERS).size, LETTERS.length);
  const many = labelsOf(names(21));
  assert.deepEqual([many[8].key, many[9].key], ['9', null]);
});

test('theNextOnesAreFetchedOnceAndOnlyAFewAreKept', () => {
  const made = [], dropped = [];
  const held = new Prefetch({ image: (address) => { made.push(address); return { address }; } }, { keep: 5, drop: (h) => dropped.push(h.address) });
  const tasks = ['b', 'c', 'd', 'e'].map((media) => ({ media }));
  held.get('image', 'a');
  held.ahead('image', tasks, 'a');
  assert.deepEqual([...made].sort(), ['a', 'b', 'c', 'd']);
  assert.equal(held.get('image', 'b').address, 'b');
  held.ahead('image', [{ media: 'c' }, { media: 'e' }, { media: 'f' }], 'b');
  assert.deepEqual(made.length, 6);
  assert.deepEqual(dropped, ['d']);
  held.ahead('text', [{ text: 'no address' }], null);
  held.forget('b');
  assert.deepEqual(dropped, ['d', 'b']);
});

test('aSoundHasAnOutlineOfItsLoudestSamples', () => {
  assert.deepEqual(peaksOf(Float32Array.of(0.1, -0.5, 0.25, 0), 2), [1, 0.5]);
  assert.deepEqual(peaksOf(new Float32Array(8), 2), [0, 0]);
  assert.equal(outline([1, 0.5]), '0,0.000 1,0.500 1,1.500 0,2.000');
});

test('daysWithoutWorkHaveTheirPlaceInTheChart', () => {
  const days = everyDay([{ day: '2026-01-31', labeled: 4 }, { day: '2026-01-29', labeled: 2 }], 30, '2026-02-01');
  assert.deepEqual(days.map((d) => [d.day.slice(8), d.labeled]), [['29', 2], ['30', 0], ['31', 4], ['01', 0]]);
  assert.equal(everyDay([{ day: '2020-01-01', labeled: 1 }], 10, '2026-02-01').length, 10);
  assert.deepEqual(everyDay([], 10), []);
});
