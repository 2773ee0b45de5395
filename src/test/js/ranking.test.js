import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogram, keepInPlace, merge, ORDERS, predictedCounts, Ranking, record } from '../../../webapp/js/autolabel/ranking.js';
import { Selection } from '../../../webapp/js/autolabel/selection.js';

const item = (id, p, extra = {}) => ({ id, filename: `${id}.png`, prob_pos: p, model_label: p >= 0.5 ? 1 : 0, model_conf: Math.max(p, 1 - p), ...extra });
const ids = (list) => list.map((r) => r.id);

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed) {
  let s = seed;
  return () => { s = (Math.imul(s, 1664525) + 1013904223) >>> 0; return s / 2 ** 32; };
}

test('chunksInAnyOrderGiveTheOrderOfOneSort', () => {
  const next = random(7);
  const all = Array.from({ length: 3000 }, (_, i) => item(i, Math.round(next() * 50) / 50));
  for (const order of Object.keys(ORDERS)) {
    const ranking = new Ranking(order);
    for (let i = 2000; i >= 0; i -= 1000) ranking.add(all.slice(i, i + 1000));
    assert.deepEqual(ids(ranking.sorted), ids(all.map(record).sort(ORDERS[order])));
  }
});

test('aNewAnswerReplacesTheOldOne', () => {
  const ranking = new Ranking('positive');
  ranking.add([item(1, 0.9), item(2, 0.8)]);
  ranking.add([item(1, 0.1)]);
  assert.deepEqual(ids(ranking.sorted), [2, 1]);
  assert.equal(ranking.size, 2);
});

test('withoutAModelNothingIsPredicted', () => {
  const r = record({ id: 1, filename: 'a', prob_pos: 0.5 });
  assert.equal(r.label, null);
  assert.equal(r.user, null);
});

test('whatIsOnScreenKeepsItsPlace', () => {
  const shown = [1, 2, 3, 4, 5, 6].map((id) => ({ id }));
  const next = [9, 6, 5, 4, 3, 2, 1].map((id) => ({ id }));
  const kept = keepInPlace(next, shown, 2, 4);
  assert.deepEqual(ids(kept), [9, 6, 3, 4, 5, 2, 1]);
  assert.equal(kept.length, next.length);
});

test('whatLeftTheListLosesItsPlace', () => {
  const kept = keepInPlace([{ id: 2 }, { id: 1 }], [{ id: 1 }, { id: 3 }, { id: 2 }], 0, 2);
  assert.deepEqual(ids(kept), [1, 2]);
});

test('filtersByClassConfidenceFlipAndConfirmed', () => {
  const ranking = new Ranking();
  ranking.add([item(1, 0.95), item(2, 0.6), item(3, 0.05, { flipped: true }), item(4, 0.9, { user_label: 0 })]);
  assert.deepEqual(ids(ranking.filter({ label: 1 })), [1, 4, 2]);
  assert.deepEqual(ids(ranking.filter({ axis: 'conf', low: 0.9, high: 1 })), [1, 3, 4]);
  assert.deepEqual(ids(ranking.filter({ axis: 'p', low: 0, high: 0.5 })), [3]);
  assert.deepEqual(ids(ranking.filter({ flipped: true })), [3]);
  assert.deepEqual(ids(ranking.filter({ open: true })), [1, 3, 2]);
});

test('histogramCountsEveryRecordOnce', () => {
  const ranking = new Ranking();
  ranking.add([item(1, 1), item(2, 0.5), item(3, 0), item(4, 0.75)]);
  const { positive, negative } = histogram(ranking.sorted, 4, 'conf');
  assert.deepEqual(positive, [1, 0, 1, 1]);
  assert.deepEqual(negative, [0, 0, 0, 1]);
});

test('thirtyThousandInChunksAreInOneOrder', () => {
  const ranking = new Ranking();
  const next = random(3);
  for (let c = 0; c < 30; c++) ranking.add(Array.from({ length: 1000 }, (_, i) => item(c * 1000 + i, next())));
  assert.equal(ranking.size, 30_000);
  assert.ok(ranking.sorted.every((r, i, all) => i === 0 || ORDERS.sure(all[i - 1], r) <= 0));
  assert.deepEqual(merge([], [], ORDERS.sure), []);
});

test('selectionExtendsFromTheLastAndSkipsConfirmed', () => {
  const order = [1, 2, 3, 4].map((id) => record(item(id, 0.9, id === 3 ? { user_label: 1 } : {})));
  const byId = new Map(order.map((r) => [r.id, r]));
  const selection = new Selection();
  selection.toggle(1);
  selection.extend(4, order);
  assert.equal(selection.size, 4);
  assert.deepEqual(selection.labels(byId, 'predicted').map((l) => l.id), [1, 2, 4]);
  assert.deepEqual(selection.labels(byId, 0).map((l) => l.label), [0, 0, 0]);
  selection.keep((id) => id < 3);
  assert.equal(selection.size, 2);
});

test('extendFromAnUnselectedCardUnselects', () => {
  const order = [1, 2, 3].map((id) => record(item(id, 0.9)));
  const selection = new Selection();
  selection.all(order);
  selection.toggle(1);
  selection.extend(3, order);
  assert.equal(selection.size, 0);
});

test('predictionsOfManyClassesAreRankedFilteredAndCounted', () => {
  const ranking = new Ranking();
  ranking.add([{ id: 1, filename: 'a', model_label: 7, model_conf: 0.4 }, { id: 2, filename: 'b', model_label: 3, model_conf: 0.9 }, { id: 3, filename: 'c', model_label: 7, model_conf: 0.8, user_label: 3 }]);
  assert.deepEqual(ids(ranking.sorted), [2, 3, 1]);
  assert.deepEqual(ids(ranking.filter({ label: 7 })), [3, 1]);
  assert.deepEqual([...predictedCounts(ranking.sorted)], [[3, 1], [7, 2]]);
  const bins = histogram(ranking.sorted, 10, 'conf', 0, true);
  assert.equal(bins.positive.reduce((a, b) => a + b), 3);
  assert.equal(bins.positive[4], 1);
});

test('aSelectionIsConfirmedAsAnyClass', () => {
  const byId = new Map([[1, { id: 1, user: null, label: 7 }], [2, { id: 2, user: 5, label: 3 }]]);
  const selection = new Selection();
  selection.all([{ id: 1 }, { id: 2 }]);
  assert.deepEqual(selection.labels(byId, 12), [{ id: 1, label: 12 }]);
  assert.deepEqual(selection.labels(byId, 'predicted'), [{ id: 1, label: 7 }]);
});
