import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyAction } from '../../../webapp/js/keys.js';
import { Outbox } from '../../../webapp/js/outbox.js';
import { setLanguage } from '../../../webapp/js/i18n.js';
import { goldenTasks } from '../../../webapp/js/golden/tasks.js';
import { chips, nextVerdict, read, toParams, toQuery } from '../../../webapp/js/golden/history/filters.js';
import { fieldOf, fitTo, readTyped, reportOf, sizeProblem, tooLarge } from '../../../webapp/js/golden/setup/form.js';
import { fit } from '../../../webapp/js/golden/work/grid-fit.js';
import { Marks, MarkStore } from '../../../webapp/js/golden/work/marks.js';
import { ordered } from '../../../webapp/js/golden/work/ranking.js';
import { short } from '../../../webapp/js/golden/work/picture.js';
import { Timer } from '../../../webapp/js/golden/work/timer.js';
import { format } from '../../../webapp/js/router.js';
import { pageFor } from '../../../webapp/js/workspaces.js';
import { WORDS } from '../../../webapp/js/words.js';

const memory = () => {
  const map = new Map();
  return { getItem: (k) => map.get(k) ?? null, setItem: (k, v) => map.set(k, v) };
};
const press = (key, more = {}, place = 'page', mode = 'work') => keyAction({ key, ...more }, place, mode);

test('digitsMarkGoldenAndWithShiftOrAltBadOnAnyLayout', () => {
  assert.deepEqual(press('3', { code: 'Digit3' }), { action: 'golden', index: 2 });
  assert.deepEqual(press('#', { code: 'Digit3', shiftKey: true }), { action: 'bad', index: 2 });
  assert.deepEqual(press('£', { code: 'Digit3', altKey: true }), { action: 'bad', index: 2 });
  assert.deepEqual(press('9', { code: 'Numpad9' }), { action: 'golden', index: 8 });
  // On a French keyboard the digits are in the upper row, without Shift.
  assert.deepEqual(press('"', { code: 'Digit3' }), { action: 'golden', index: 2 });
  assert.equal(press('0', { code: 'Digit0' }), null);
  assert.equal(press('3', { code: 'Digit3', repeat: true }), null);
});

test('theWorkbenchHasItsLettersAndFieldsKeepTheirs', () => {
  const actions = { g: 'golden', b: 'bad', s: 'skip', m: 'more', r: 'recommended', c: 'compare', u: 'undo', z: 'zoom', ' ': 'toggle', Enter: 'confirm', '?': 'help', ArrowLeft: 'left' };
  for (const [key, action] of Object.entries(actions)) assert.deepEqual(press(key), { action }, key);
  for (const key of ['g', 'Enter', '1', ' ']) assert.equal(press(key, {}, 'text'), null, key);
  assert.equal(press('Enter', {}, 'button'), null);
  assert.deepEqual(press('2', { code: 'Digit2' }, 'button'), { action: 'golden', index: 1 });
  assert.equal(press('b', { ctrlKey: true }), null);
  assert.equal(press('Enter', { repeat: true }), null);
  assert.deepEqual(press('Escape', {}, 'text'), { action: 'escape' });
});

test('pairsAreChosenWithTheArrowsAndDigitsMeanNothing', () => {
  assert.deepEqual(press('ArrowLeft', {}, 'button', 'pairs'), { action: 'left' });
  assert.deepEqual(press('ArrowDown', {}, 'page', 'pairs'), { action: 'down' });
  assert.equal(press('1', { code: 'Digit1' }, 'page', 'pairs'), null);
  assert.equal(press('b', {}, 'page', 'pairs'), null);
});

test('goingElsewhereIsShiftGOnTheWorkbenchAndLettersBelongToTheWorkspace', () => {
  assert.deepEqual(press('G', { shiftKey: true }), { action: 'goto' });
  assert.deepEqual(press('g', {}, 'page', 'list'), { action: 'goto' });
  assert.deepEqual([pageFor('golden', 'a'), pageFor('label', 'a'), pageFor('golden', 'l'), pageFor('label', 'n'), pageFor('golden', 'x')], ['analysis', 'autolabel', 'label', 'work', null]);
  assert.equal(format('history', { verdict: 'golden' }), '#/golden/history?verdict=golden');
});

test('aPictureIsGoldenOrBadNeverBoth', () => {
  const marks = new Marks();
  assert.equal(marks.toggle('1', 'golden'), 'golden');
  assert.equal(marks.toggle('1', 'bad'), 'bad');
  assert.deepEqual(marks.toJSON(), { golden: [], bad: ['1'] });
  assert.equal(marks.toggle('1', 'bad'), null);
  assert.equal(marks.empty, true);
  const judged = Marks.of([{ seed: '9223372036854775807', verdict: 'golden' }, { seed: '2', verdict: 'neither' }, { seed: '3', verdict: 'bad' }]);
  assert.deepEqual(judged.toJSON(), { golden: ['9223372036854775807'], bad: ['3'] });
});

test('marksOutliveThePageAndTheOldestAreForgotten', () => {
  const storage = memory();
  const marks = new Marks();
  marks.toggle('5', 'golden');
  new MarkStore(storage).write('b1', marks);
  assert.deepEqual(new Marks(new MarkStore(storage).read('b1')).toJSON(), { golden: ['5'], bad: [] });
  for (let i = 0; i < 60; i++) new MarkStore(storage).write(`x${i}`, marks);
  assert.equal(new MarkStore(storage).read('b1'), null);
  assert.ok(new MarkStore(storage).read('x59'));
  assert.equal(new MarkStore({ getItem: () => '{', setItem() {} }).read('b1'), null);
  new MarkStore({ getItem: () => null, setItem() { throw new Error('full'); } }).write('b', marks);
});

test('eightPicturesAreFourByTwoOnADeskAndTwoWideOnAPhone', () => {
  const desk = fit({ count: 8, width: 1248, height: 540, foot: 34, gap: 10, least: 160 });
  assert.deepEqual([desk.columns, desk.scrolls], [4, false]);
  assert.ok(2 * (desk.side + 34) + 10 <= 540 && 4 * desk.side + 30 <= 1248);
  const phone = fit({ count: 8, width: 366, height: 520, foot: 34, gap: 10, least: 160 });
  assert.deepEqual([phone.columns, phone.scrolls, phone.side], [2, true, 178]);
  assert.equal(fit({ count: 1, width: 600, height: 400, foot: 34 }).side, 366);
  // Half as wide as high: all beside each other.
  assert.equal(fit({ count: 8, width: 1248, height: 540, ratio: 0.5, foot: 34, gap: 10 }).columns, 8);
  assert.equal(fit({ count: 0, width: 100, height: 100 }).side, 0);
});

test('timeCountsOnlyWhileThePageIsShown', () => {
  let now = 0, shown = true;
  const timer = new Timer(() => now, () => shown);
  timer.start('a');
  now = 2000;
  shown = false;
  timer.look();
  now = 60_000;
  assert.equal(timer.seconds(), 2);
  shown = true;
  timer.look();
  now = 61_500;
  timer.start('a');
  assert.equal(timer.seconds(), 3.5);
  timer.start('b');
  assert.equal(timer.seconds(), 0);
});

test('typedPromptsAreCountedAsTheyAreTyped', () => {
  assert.deepEqual(readTyped('a cat\n\n a dog \r\na cat\n\n'), { prompts: ['a cat', 'a dog'], duplicates: 1, empty: 1 });
  assert.deepEqual(readTyped('  \n '), { prompts: [], duplicates: 0, empty: 0 });
  for (const [key] of reportOf({ prompts: 2, duplicates: 1, empty: 1, skipped: [{ line: 3, reason: 'long' }] })) assert.ok(key in WORDS, key);
});

test('aSizeTheModelCannotMakeIsSaidWithTheNearestThatItCan', () => {
  const size = { multiple: 16, min: 32, max: 128 };
  assert.equal(sizeProblem(64, size), null);
  assert.deepEqual(sizeProblem(70, size), { key: 'setup.size.multiple', values: { multiple: 16, low: 64, high: 80 } });
  assert.equal(sizeProblem(16, size).key, 'setup.size.range');
  assert.equal(sizeProblem(NaN, size).key, 'setup.size.whole');
  for (const key of ['multiple', 'range', 'whole']) assert.ok(`setup.size.${key}` in WORDS);
});

test('anotherModelKeepsWhatItCanDoAndBringsItsDefaultsForTheRest', () => {
  const model = { defaults: { steps: 4, scheduler: 'euler', width: 1024, height: 1024 }, schedulers: ['euler', 'ddim'], size: { multiple: 16, min: 256, max: 2048 }, dtypes: ['bfloat16'] };
  assert.deepEqual(fitTo(model, { steps: 8, scheduler: 'flow', width: 64, height: 512, dtype: 'float32' }), { steps: 8, guidance_scale: undefined, scheduler: 'euler', width: 1024, height: 512, dtype: 'bfloat16' });
  assert.deepEqual(tooLarge({ state: 'too-large', needs_bytes: 2, has_bytes: 1 }), { needs: 2, has: 1 });
  assert.equal(tooLarge({ state: 'ready' }), null);
});

test('anErrorOfTheSetupIsBesideItsField', () => {
  const codes = ['no-prompt-column', 'file-too-large', 'bad-batch-size', 'bad-size', 'bad-steps', 'bad-guidance', 'unknown-scheduler', 'model-too-large', 'bad-candidates', 'bad-prefilter', 'disk-full', undefined];
  assert.deepEqual(codes.map((code) => fieldOf({ code })), ['prompts', 'prompts', 'batch_size', 'width', 'steps', 'guidance_scale', 'scheduler', 'model', 'candidates', 'prefilter', 'form', 'form']);
});

test('filtersOfTheHistoryLiveInTheAddressAndBadOnesAreLeftOut', () => {
  const filters = read({ q: ' hat ', verdict: 'golden', from: '2026-03-01', to: 'yesterday', judge: '' });
  assert.deepEqual(filters, { q: 'hat', verdict: 'golden', from: '2026-03-01' });
  assert.deepEqual(chips(filters).map(([name]) => name), ['q', 'verdict', 'from']);
  assert.equal(read({ verdict: 'awful' }).verdict, undefined);
  const query = toQuery({ ...filters, to: '2026-03-01' }, null, 20);
  assert.equal(query.prompt_text, 'hat');
  assert.equal(new Date(query.to) - new Date(query.from), 86_400_000);
  assert.equal(toParams({ q: 'hat' }).verdict, null);
  assert.deepEqual(['golden', 'bad', 'neither', null].map(nextVerdict), ['bad', 'neither', 'golden', 'golden']);
});

test('theRankingIsStrongestFirstOnOneScale', () => {
  const { rows, from, to } = ordered([{ seed: 'a', strength: -1, low: -2, high: 0 }, { seed: 'b', strength: 1, low: 0.2, high: 1.9 }]);
  assert.deepEqual([rows.map((r) => r.seed), from, to], [['b', 'a'], -2, 1.9]);
  assert.deepEqual(ordered([]).rows, []);
  assert.deepEqual([short('123'), short('9223372036854775807')], ['123', '922…807']);
});

test('judgementsWaitInAnOutboxOfTheirOwn', async () => {
  const storage = memory();
  let up = false;
  const send = async (entry) => { if (!up) throw Object.assign(new Error('lost'), { lost: true }); if (entry.submit_id === 'b') throw Object.assign(new Error('409'), { status: 409, code: 'already-judged' }); return {}; };
  const box = () => new Outbox(storage, send, (e) => Boolean(e.lost), { key: 'fastlabel.golden.outbox', size: () => 1 });
  for (const id of ['a', 'b']) await assert.rejects(box().submit({ submit_id: id, dataset: 'golden', kind: 'selection', body: { batch_id: id } }));
  assert.equal(box().count(), 2);
  assert.equal(new Outbox(storage, send, () => true).count(), 0);
  up = true;
  const { sent, refused } = await box().flush('golden');
  assert.deepEqual([sent, refused.map((e) => e.entry.body.batch_id)], [1, ['b']]);
  assert.equal(box().count(), 0);
});

test('theBarShowsTheLongWorkOfTheWorkspace', () => {
  setLanguage('en');
  const list = goldenTasks({ models: { models: [{ state: 'loading', progress: { done: 5, total: 10 } }] }, analysis: { state: 'running', done: 1, total: 4 }, learning: { state: 'done' }, batch: { batch_id: 'b', state: 'running', done: 2, total: 8 } });
  assert.deepEqual(list.map((task) => [task.kind, task.done, task.total, typeof task.cancel]), [['model', 5, 10, 'function'], ['batch', 2, 8, 'function'], ['analysis', 1, 4, 'function']]);
  for (const task of list) assert.ok(task.name in WORDS, task.name);
  assert.deepEqual(goldenTasks({ batch: { state: 'done' } }), []);
});
