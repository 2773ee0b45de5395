import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimal, setLanguage } from '../../../webapp/js/i18n.js';
import { adviceOf, armRows, bandRows, byJudge, chance, channelRows, gateRows, reliability, statisticsOf } from '../../../webapp/js/golden/analysis/figures.js';
import { inside, summary, View } from '../../../webapp/js/golden/analysis/map-view.js';
import { ordered } from '../../../webapp/js/golden/analysis/map-draw.js';
import { WORDS } from '../../../webapp/js/words.js';

const points = [{ x: 0, y: 0, verdict: 'golden', seed: 1 }, { x: 10, y: 0, verdict: 'bad', seed: 2 }, { x: 10, y: 10, verdict: 'neither', seed: 1 }];

test('allPointsAreInViewAndUpIsUp', () => {
  const view = new View().fit(points, 200, 100, 10);
  for (const point of points) {
    const [x, y] = view.at(point);
    assert.ok(x >= 10 - 1e-9 && x <= 190 + 1e-9 && y >= 10 - 1e-9 && y <= 90 + 1e-9);
  }
  assert.ok(view.at(points[2])[1] < view.at(points[1])[1]);
  assert.deepEqual(view.inView(points), [0, 1, 2]);
  assert.deepEqual(new View().fit([], 200, 100).inView([]), []);
  // One point alone is in the middle.
  assert.deepEqual(new View().fit([{ x: 5, y: 5 }], 200, 100).at({ x: 5, y: 5 }).map(Math.round), [100, 50]);
});

test('zoomingKeepsThePlaceUnderThePointerAndHasLimits', () => {
  const view = new View().fit(points, 200, 100, 10);
  const before = view.at(points[1]);
  view.zoom(...before, 2);
  view.at(points[1]).forEach((v, i) => assert.ok(Math.abs(v - before[i]) < 1e-9));
  for (let i = 0; i < 50; i++) view.zoom(0, 0, 3);
  assert.ok(view.scale <= view.least * 60 + 1e-9);
  for (let i = 0; i < 50; i++) view.zoom(0, 0, 0.1);
  assert.ok(view.scale >= view.least * 0.5 - 1e-9);
});

test('thePointerFindsTheNearestPointWithinReach', () => {
  const view = new View().fit(points, 200, 100, 10);
  const [x, y] = view.at(points[1]);
  assert.equal(view.nearest(points, x + 3, y), 1);
  assert.equal(view.nearest(points, x + 40, y), -1);
});

test('aLassoHoldsWhatIsInsideOfIt', () => {
  const corner = [[0, 0], [10, 0], [10, 10], [5, 2], [0, 10]];
  assert.equal(inside(corner, 1, 3), true);
  assert.equal(inside(corner, 5, 8), false);
  const view = new View().fit(points, 200, 100, 10);
  const [x, y] = view.at(points[0]);
  assert.deepEqual(view.within(points, [[x - 5, y - 5], [x + 5, y - 5], [x + 5, y + 5], [x - 5, y + 5]]), [0]);
  assert.deepEqual(summary(points), { n: 3, golden: 1, bad: 1, seeds: ['1', '2'] });
  assert.deepEqual(ordered(points), [2, 1, 0]);
});

test('theGateSaysWhetherTrainingIsWorthIt', () => {
  for (const verdict of ['too-few', 'none', 'weak', 'clear']) {
    assert.ok(`gate.${adviceOf({ verdict })}` in WORDS, verdict);
    assert.ok(`learning.gate.${adviceOf({ verdict })}` in WORDS, verdict);
  }
  assert.equal(adviceOf(null), 'more');
  assert.deepEqual(gateRows({ seed: { share: 0.2, low: 0.1, high: 0.3, p: 0.01 }, prompt: null }, (k) => k), [{ name: 'seed', value: 0.2, low: 0.1, high: 0.3, p: 0.01 }]);
});

test('statisticsWithoutAFigureAreLeftOut', () => {
  const noise = { channels: [{ channel: 0, statistic: 'mean', effect: 0.2, q: 0.01 }, { channel: 1, statistic: 'mean', effect: null }, { channel: 0, statistic: 'variance', effect: -1 }], frequencies: [{ band: 0, from: 0, to: 0.5, effect: 0.3 }, { channel: 3, band: 0, from: 0, to: 0.5, effect: 2 }] };
  assert.deepEqual(statisticsOf(noise), ['mean', 'variance']);
  assert.deepEqual(channelRows(noise, 'mean').map((r) => [r.name, r.q]), [['0', 0.01]]);
  // Bands of single channels are not drawn.
  assert.deepEqual(bandRows(noise, (f) => `${f.to}`).map((b) => [b.effect, b.q]), [[0.3, 1]]);
  setLanguage('en');
  assert.deepEqual([0.00001, 0.04, 1, null].map((p) => chance(p, decimal)), ['< 0.001', '0.040', '1.000', '–']);
});

test('theArmsOfTheReportStandFromChanceToWhatWasLearnt', () => {
  const arms = ['refined', 'random', 'selector'].map((arm) => ({ arm, share: 0.5, low: 0.4, high: 0.6, n: 10, judged_by: 'simulated' }));
  assert.deepEqual(armRows({ arms }, (a) => a).map((r) => r.name), ['random', 'selector', 'refined']);
  assert.deepEqual(byJudge({ arms: [...arms, { arm: 'random', judged_by: 'clip' }] }).map(([judge, list]) => [judge, list.length]), [['simulated', 3], ['clip', 1]]);
  for (const arm of ['random', 'clip', 'selector', 'early', 'refined']) assert.ok(`learning.arm.${arm}` in WORDS, arm);
  for (const by of ['records', 'simulated', 'clip']) assert.ok(`learning.by.${by}` in WORDS, by);
  for (const code of ['no-signal', 'selector', 'early', 'refined']) assert.ok(`learning.advice.${code}` in WORDS, code);
  assert.deepEqual(reliability([{ predicted: 0.2, observed: 0.1, n: 5 }, { predicted: 0.6, observed: 0.7, n: 3 }]).map((b) => b.from), [0, 0.4]);
});
