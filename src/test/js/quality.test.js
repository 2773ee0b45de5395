import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adviceOf, focus, mixUps, open, points, shade, sortClasses } from '../../../webapp/js/quality/figures.js';
import { apart, band, floorOf, linear, nearest, ticks } from '../../../webapp/js/quality/scale.js';

test('scalesAreStraightAndSurviveASinglePoint', () => {
  const x = linear([100, 300], [0, 200]);
  assert.deepEqual([100, 200, 300].map(x), [0, 100, 200]);
  assert.equal(linear([5, 5], [0, 10])(5), 5);
});

test('ticksAreRoundAndInside', () => {
  assert.deepEqual(ticks(0, 1, 4), [0, 0.25, 0.5, 0.75, 1]);
  assert.deepEqual(ticks(96, 288, 5), [100, 150, 200, 250]);
  assert.deepEqual(ticks(7, 7), [7]);
  for (const [low, high] of [[0, 3], [12, 1999], [0.4, 1]]) assert.ok(ticks(low, high, 5).every((v) => v >= low - 1e-9 && v <= high + 1e-9));
});

test('aBandGoesThereAndBack', () => {
  const line = [{ labels: 0, low: 0, high: 1 }, { labels: 10, low: 0.5, high: 0.75 }];
  assert.equal(band(line, (v) => v, (v) => v * 100), '0.0,100.0 10.0,75.0 10.0,50.0 0.0,0.0');
});

test('labelsAtLineEndsNeverCoverEachOther', () => {
  const placed = apart([50, 52, 51], 20, 10, 100);
  const sorted = [...placed].sort((a, b) => a - b);
  assert.ok(sorted[1] - sorted[0] >= 20 && sorted[2] - sorted[1] >= 20);
  assert.ok(placed[0] < placed[2] && placed[2] < placed[1], 'their order stays');
  assert.ok(Math.max(...apart([99, 98], 20, 10, 100)) <= 100);
});

test('axesShowTheWholeBandAndAtLeastTheUpperHalf', () => {
  assert.equal(floorOf([{ low: 0.81 }]), 0.5);
  assert.equal(floorOf([{ low: 0.34 }], [{ low: 0.9 }]), 0.3);
  assert.equal(floorOf([]), 0.5);
  assert.equal(nearest([{ x: 1 }, { x: 9 }], (p) => p.x, 6).x, 9);
});

test('adviceIsInPointsAndSaysWhetherToStop', () => {
  assert.deepEqual(adviceOf({ stop: true, gain: 0.0031, low: 0, high: 0.0079 }), { key: 'quality.advice.stop', gain: 0.3, low: 0, high: 0.8 });
  assert.equal(adviceOf({ stop: false, gain: 0.05, low: 0.01, high: 0.1 }).key, 'quality.advice.go');
  assert.equal(adviceOf(null), null);
  assert.ok(Object.is(points(-0.0001), 0));
});

test('classesSortWeakestFirstAndThoseWithoutAFigureLast', () => {
  const rows = [{ id: 4, f1: 0.9 }, { id: 2, f1: null }, { id: 7, f1: 0.2 }, { id: 1, f1: 0.9 }];
  assert.deepEqual(sortClasses(rows, 'f1', [1, 2, 4, 7]).map((r) => r.id), [7, 1, 4, 2]);
  assert.deepEqual(sortClasses(rows, 'order', [7, 4, 2, 1]).map((r) => r.id), [7, 4, 2, 1]);
});

test('aLargeMatrixShowsTheClassesThatAreMixedUpMost', () => {
  const n = 200;
  const counts = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 5 : 0)));
  counts[17][180] = 4;
  counts[90][17] = 2;
  const shown = focus({ classes: Array.from({ length: n }, (_, i) => i + 3), counts }, 3);
  assert.deepEqual(shown, { classes: [20, 93, 183], counts: [[5, 0, 4], [2, 5, 0], [0, 0, 5]], left: 197 });
  const small = { classes: [0, 1], counts: [[1, 2], [3, 4]] };
  assert.deepEqual(focus(small), { ...small, left: 0 });
});

test('mixUpsComeInOrderWithoutTheDiagonal', () => {
  assert.deepEqual(mixUps({ classes: [3, 8], counts: [[9, 1], [4, 7]] }), [{ truth: 8, predicted: 3, count: 4 }, { truth: 3, predicted: 8, count: 1 }]);
});

test('oneMixUpAmongManyIsStillSeen', () => {
  assert.equal(shade(0, [0, 5]), 0);
  assert.ok(shade(1, [1, 499]) > 0.1);
  assert.equal(shade(5, [5, 0]), 1);
});

test('aKeptSuspectStaysAwayUntilItsLabelChanges', () => {
  const items = [{ id: 1, user_label: 0 }, { id: 2, user_label: 1 }];
  assert.deepEqual(open(items, { 1: 0 }).map((i) => i.id), [2]);
  assert.deepEqual(open(items, { 1: 1 }).map((i) => i.id), [1, 2]);
});
