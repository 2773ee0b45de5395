import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bannerWords } from '../../../webapp/js/checkpoints/banner.js';
import { blockedBy, comparable, goodFor, hubName, importField, isOld, isRunning, parseHub, primaryAction, progressOf, ranked, secondaryActions, swapped, titleOf } from '../../../webapp/js/checkpoints/facts.js';
import { errorWords, progressWords } from '../../../webapp/js/checkpoints/row.js';
import { servingFacts } from '../../../webapp/js/checkpoints/serving.js';
import { bytes, setLanguage } from '../../../webapp/js/i18n.js';
import { tasks } from '../../../webapp/js/elements/tasks.js';
import { WORDS } from '../../../webapp/js/words.js';

const HUB = 'owner/net';
const hub = (more) => ({ id: HUB, name: HUB, title: 'Net', revision: 'main', source: 'hub', state: 'absent', disk_bytes: 0, download_bytes: 605e6, removable: true, active: false, in_cache: false, progress: null, error: null, ...more });
const answer = (checkpoints, more) => ({ checkpoints, switching: null, comparison: null, hub: { offline: false }, ...more });
const alone = (c, more) => primaryAction(c, answer([c], more));

test('eachStateHasOneActionAndItsWords', () => {
  const progress = { done_bytes: 1, total_bytes: 2 };
  const expected = [[hub(), 'use'], [hub({ state: 'ready' }), 'use'], [hub({ state: 'downloading', progress }), 'cancel'], [hub({ state: 'paused', progress }), 'resume'],
    [hub({ state: 'failed', error: 'no' }), 'retry'], [hub({ state: 'ready', active: true }), null], [hub({ source: 'folder', state: 'failed' }), 'use-again']];
  for (const [c, action] of expected) {
    assert.equal(alone(c), action, c.state);
    if (action) for (const key of [`checkpoint.${action}`, `checkpoint.${action}.name`]) assert.ok(key in WORDS, key);
  }
});

test('theCheckpointThatTakesOverCanBeCalledOffAndTriedAgain', () => {
  const c = hub({ state: 'ready' });
  for (const state of ['downloading', 'loading', 'embedding']) assert.equal(alone(c, { switching: { id: HUB, state } }), 'cancel-use');
  assert.equal(alone(c, { switching: { id: HUB, state: 'failed' } }), 'use-again');
  assert.equal(alone(c, { switching: { id: 'another', state: 'embedding' } }), 'use');
});

test('whatCannotBeDoneNowSaysWhy', () => {
  const c = hub();
  assert.equal(blockedBy(c, answer([c], { pinned: true })), 'pinned');
  assert.equal(blockedBy(c, answer([c], { hub: { offline: true } })), 'offline');
  const here = hub({ state: 'ready' });
  assert.equal(blockedBy(here, answer([here], { hub: { offline: true } })), null);
  const cached = hub({ in_cache: true });
  assert.equal(blockedBy(cached, answer([cached], { hub: { offline: true } })), null);
  // A download that runs can always be stopped.
  const running = hub({ state: 'downloading' });
  assert.equal(blockedBy(running, answer([running], { pinned: true, hub: { offline: true } })), null);
});

test('onlyWhatIsOnDiskAndNotInUseCanBeRemoved', () => {
  const others = (c, more) => secondaryActions(c, answer([c], more));
  assert.deepEqual(others(hub()), ['download']);
  assert.deepEqual(others(hub({ in_cache: true })), []);
  assert.deepEqual(others(hub({ state: 'ready', disk_bytes: 5 })), ['remove']);
  assert.deepEqual(others(hub({ state: 'ready', disk_bytes: 5, active: true })), []);
  assert.deepEqual(others(hub({ state: 'ready', disk_bytes: 5 }), { switching: { id: HUB, state: 'embedding' } }), []);
  assert.deepEqual(others(hub({ state: 'ready', disk_bytes: 5, removable: false, source: 'embedded' })), []);
  assert.deepEqual(others(hub({ state: 'downloading', disk_bytes: 5 })), []);
});

test('sizesAreSaidAsPeopleReadThem', () => {
  setLanguage('en');
  assert.deepEqual([0, 250e3, 2.1e6, 605e6, 1.71e9].map(bytes), ['0 MB', '0.3 MB', '2.1 MB', '605 MB', '1.7 GB']);
  const c = hub({ state: 'downloading', progress: { done_bytes: 212e6, total_bytes: 605e6, rate: 12e6, eta_s: 33, file: 'model.safetensors', files_done: 6, files: 7 } });
  assert.equal(progressWords(progressOf(c, answer([c]))), '212 MB of 605 MB · 12 MB/s · 33 s left · model.safetensors (7 of 7)');
  const paused = { ...c, state: 'paused' };
  assert.equal(progressWords(progressOf(paused, answer([paused]))), '212 MB of 605 MB · model.safetensors (7 of 7)');
  // The server says -1 for what it does not know yet.
  const begun = { ...c, progress: { done_bytes: 0, total_bytes: 605e6, rate: 0, eta_s: -1, file: null, files_done: 0, files: 7 } };
  assert.equal(progressWords(progressOf(begun, answer([begun]))), '0 MB of 605 MB');
});

test('theBannerSaysHowFarTheSwitchIs', () => {
  setLanguage('en');
  const c = hub({ state: 'ready' });
  const old = hub({ id: 'mini-clip', title: 'mini CLIP', source: 'embedded', active: true, state: 'ready' });
  const words = (switching) => bannerWords(answer([old, c], { switching: { id: HUB, ...switching } }));
  assert.equal(bannerWords(answer([c])), null);
  assert.equal(words({ state: 'embedding', done: 1234, total: 30000, eta_s: 120 }).words, 'Embedding again with Net: 1,234 of 30,000, about 2 min left; the old embeddings serve meanwhile.');
  assert.equal(words({ state: 'embedding', done: 0, total: 0, eta_s: -1 }).words, 'Embedding again with Net; the old embeddings serve meanwhile.');
  assert.equal(words({ state: 'loading' }).total, 0);
  const failed = words({ state: 'failed', error: 'Too little memory.' });
  assert.deepEqual([failed.words, failed.failed], ['Net could not be used. Too little memory. mini CLIP serves as before.', true]);
  const loading = hub({ state: 'downloading', progress: { done_bytes: 10e6, total_bytes: 605e6, rate: 1e6, eta_s: 595 } });
  assert.equal(bannerWords(answer([old, loading], { switching: { id: HUB, state: 'downloading' } })).words, 'Downloading Net: 10 MB of 605 MB, about 10 min left; the old checkpoint serves meanwhile.');
});

test('aNameOfTheHubIsReadAsItIsTypedOrPasted', () => {
  assert.deepEqual(parseHub(' laion/CLIP-ViT-B-32 '), { name: 'laion/CLIP-ViT-B-32', revision: undefined, problem: null });
  assert.deepEqual(parseHub('openai/clip@refs/pr/66'), { name: 'openai/clip', revision: 'refs/pr/66', problem: null });
  assert.deepEqual(parseHub('openai/clip', 'refs/pr/66'), { name: 'openai/clip', revision: 'refs/pr/66', problem: null });
  assert.deepEqual(parseHub('https://huggingface.co/openai/clip/tree/refs%2Fpr%2F66?x=1'), { name: 'openai/clip', revision: 'refs/pr/66', problem: null });
  assert.deepEqual(parseHub('openai/clip', 'main').revision, undefined);
  for (const bad of ['', 'clip', '../clip', 'a/../b', 'a/b/c', 'a b/c', 'a/..', 'https://huggingface.co/', 'a/<b>', '@x']) assert.equal(parseHub(bad).problem, 'hub-name', bad);
  for (const bad of ['../x', 'a b', 'a//b', '-x']) assert.equal(parseHub('a/b', bad).problem, 'hub-revision', bad);
  assert.equal(parseHub('https://huggingface.co/a/b/tree/%E0%A4%A').problem, 'hub-revision');
  for (const problem of ['hub-name', 'hub-revision']) assert.ok(`other.${problem}` in WORDS, problem);
  assert.deepEqual(hubName('openai/clip@refs/pr/66'), { name: 'openai/clip', revision: 'refs/pr/66' });
});

test('aTitleNamesTheRevisionWhereNothingElseDoes', () => {
  assert.equal(titleOf(hub()), 'Net');
  assert.equal(titleOf(hub({ title: '', revision: 'refs/pr/66' })), 'owner/net @ refs/pr/66');
  assert.equal(titleOf(hub({ title: 'net' })), 'owner/net');
  assert.equal(titleOf(hub({ title: null, source: 'folder', name: 'my clip', revision: null })), 'my clip');
  for (const id of ['mini-clip', 'openai/clip-vit-base-patch32@refs/pr/66', 'google/siglip2-base-patch16-224']) assert.ok(`checkpoint.for.${goodFor(hub({ id }))}` in WORDS, id);
  assert.equal(goodFor(hub()), null);
});

test('theListIsReadAgainOnlyWhileSomethingRuns', () => {
  assert.equal(isRunning(null), false);
  assert.equal(isRunning(answer([hub(), hub({ state: 'paused' })], { switching: { id: HUB, state: 'failed' }, comparison: { state: 'done' } })), false);
  assert.equal(isRunning(answer([hub({ state: 'downloading' })])), true);
  assert.equal(isRunning(answer([], { switching: { id: HUB, state: 'loading' } })), true);
  assert.equal(isRunning(answer([], { comparison: { state: 'running' } })), true);
});

test('aComparisonWaitsForEnoughLabels', () => {
  const two = [hub({ state: 'ready' }), hub({ id: 'mini-clip', state: 'ready' }), hub({ id: 'absent' })];
  const refusal = (labels, more, list = two) => comparable(answer(list, more), labels).refusal;
  assert.deepEqual(comparable(answer(two), 12), { refusal: 'labels', values: { n: 38, least: 50 }, ready: 2 });
  assert.deepEqual([refusal(50), refusal(50, {}, two.slice(1)), refusal(50, { embeds_open_dataset: false }), refusal(50, { switching: { id: HUB, state: 'loading' } }), refusal(50, { switching: { id: HUB, state: 'failed' } })],
    [null, 'one', 'texts', 'switching', null]);
  for (const name of ['texts', 'labels', 'one', 'switching']) assert.ok(`learns.not.${name}` in WORDS, name);
  assert.deepEqual([isOld(47, 52), isOld(47, 96)], [false, true]);
});

test('theBestIsFirstAndSaidToBeSureOnlyIfItIs', () => {
  const results = [{ id: 'a', accuracy: 0.7, low: 0.6, high: 0.8 }, { id: 'b', accuracy: 0.9, low: 0.82, high: 0.95 }];
  assert.deepEqual(ranked(results).rows.map((r) => [r.id, r.best]), [['b', true], ['a', false]]);
  assert.equal(ranked(results).sure, true);
  assert.equal(ranked([...results, { id: 'c', accuracy: 0.88, low: 0.8, high: 0.93 }]).sure, false);
  assert.deepEqual(ranked().rows, []);
});

test('aSwapIsAnotherCheckpointForTheSameData', () => {
  const status = (id, dataset = 'd', ready = true) => ({ dataset: { id: dataset }, checkpoint: { id, name: id, ready } });
  assert.equal(swapped(status('a'), status('b')), true);
  assert.equal(swapped(status('a'), status('a')), false);
  assert.equal(swapped(status('a'), status('b', 'e')), false);
  assert.equal(swapped(null, status('b')), false);
  assert.equal(swapped(status('a', 'd', false), status('b')), false);
});

test('whatServesIsSaidInFigures', () => {
  setLanguage('en');
  const c = hub({ state: 'ready', active: true, architecture: 'ViT-B/32', disk_bytes: 605e6, store_bytes: 31e6, images_per_second: 52.1 });
  const status = { data_type: 'image', checkpoint: { id: HUB, name: HUB, ready: true, dim: 512, device: 'cpu', precision: 'bfloat16' }, embedding: { done: 1200, total: 30000, state: 'running', eta_s: 550 } };
  assert.deepEqual(servingFacts(status, answer([c])), { name: 'Net', state: null, architecture: 'ViT-B/32', dim: '512', device: 'cpu · bfloat16', speed: '52 pictures per second', read: '1,200 of 30,000 · 9 min left', disk: '605 MB checkpoint, 31 MB embeddings' });
  const noGpu = servingFacts({ ...status, checkpoint: { ...status.checkpoint, device_reason: 'no GPU is there' } }, answer([c]));
  assert.equal(noGpu.device, 'cpu · bfloat16 · no GPU is there');
  // A text data set is served by another model than the active checkpoint.
  const texts = servingFacts({ ...status, data_type: 'text', checkpoint: { ...status.checkpoint, id: 'sentence', name: 'sentence' } }, answer([c], { embeds_open_dataset: false }));
  assert.deepEqual([texts.name, texts.architecture, texts.disk, texts.speed], ['sentence', null, null, null]);
});

test('anErrorOfTheImportIsBesideItsField', () => {
  assert.deepEqual(['bad-npy', 'bad-ids', 'no-match', 'bad-name', 'disk-full', undefined].map(importField), ['numbers', 'ids', 'ids', 'name', null, null]);
});

test('theBarShowsASwitch', () => {
  const [task] = tasks({ checkpoint: { switching: { id: HUB, done: 5, total: 10, eta_s: 7 } } });
  assert.deepEqual([task.kind, task.done, task.total, task.left], ['switch', 5, 10, 7]);
  assert.ok(task.name in WORDS);
});

test('anErrorIsSaidInTheReadersLanguage', () => {
  setLanguage('zh');
  assert.equal(errorWords({ error: 'The hub cannot be reached. Tried 3 times.' }), '无法连接 Hugging Face。已尝试 3 次。');
  assert.equal(errorWords({ error: 'Something else.' }), 'Something else.');
  assert.equal(errorWords({ error: null }), '');
  setLanguage('en');
  assert.equal(errorWords({ error: 'Something else.' }), 'Something else.');
});
