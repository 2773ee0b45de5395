import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batch, defaultRest, NEGATIVE, OUT, POSITIVE } from '../../../webapp/js/labeling/batch.js';
import { extend, Painter } from '../../../webapp/js/labeling/painter.js';

const items = (...predictions) => predictions.map((prediction, i) => ({ id: 10 + i, filename: `${i}.png`, prediction, prob_pos: 0.5 }));
const batch = (type, ...predictions) => new Batch({ batch_id: 'b', batch_type: type, scorer: 'head', items: items(...predictions) });

test('withoutAModelClickingThePositiveOnesLabelsTheWholeBatch', () => {
  const b = batch('neutral', null, null, null);
  b.click(1);
  assert.deepEqual(b.labels(), [{ id: 10, label: 0 }, { id: 11, label: 1 }, { id: 12, label: 0 }]);
});

test('withAModelUntouchedCardsCountAsPredicted', () => {
  const b = batch('neutral', 1, 0, 1);
  assert.equal(b.rest, 'predicted');
  b.click(0);
  assert.deepEqual(b.labels().map((l) => l.label), [0, 0, 1]);
});

test('verifyBatchesStartWithTheirOwnClass', () => {
  assert.equal(defaultRest('positive', true), 'positive');
  assert.equal(defaultRest('negative', true), 'negative');
  assert.equal(batch('positive', 1, 1).click(0), NEGATIVE);
});

test('aVerifyBatchWithoutPredictionsIsAnOrdinaryOne', () => {
  const b = batch('positive', null, null);
  assert.equal(b.type, 'neutral');
  assert.deepEqual(b.labels().map((l) => l.label), [0, 0]);
});

test('threeClicksFlipTakeBackAndLeaveOut', () => {
  const b = batch('neutral', null);
  assert.deepEqual([b.click(0), b.click(0), b.click(0), b.click(0)], [POSITIVE, NEGATIVE, OUT, POSITIVE]);
  const v = batch('positive', 1);
  assert.deepEqual([v.click(0), v.click(0), v.click(0)], [NEGATIVE, POSITIVE, OUT]);
});

test('leaveOutSubmitsOnlyWhatWasTouched', () => {
  const b = batch('neutral', 1, 0, 1);
  b.setRest('out');
  b.click(2);
  assert.deepEqual(b.labels(), [{ id: 12, label: 1 }]);
  assert.deepEqual(b.counts(), { positive: 1, negative: 0, out: 2, total: 1 });
});

test('asPredictedNeedsPredictions', () => {
  const b = batch('neutral', null, null);
  b.setRest('predicted');
  assert.equal(b.rest, 'negative');
});

test('changingTheRestKeepsOwnMarks', () => {
  const b = batch('neutral', null, null);
  b.click(0);
  b.setRest('positive');
  assert.deepEqual(b.labels().map((l) => l.label), [1, 1]);
  b.mark(0, NEGATIVE);
  assert.deepEqual(b.labels().map((l) => l.label), [0, 1]);
});

test('anUnreadablePictureIsNeverSubmitted', () => {
  const b = batch('neutral', null, null);
  b.mark(0, POSITIVE);
  b.markBroken(0);
  assert.deepEqual(b.labels().map((l) => l.id), [11]);
});

test('dragPaintsWhatAClickOnTheFirstCardWouldSay', () => {
  const b = batch('neutral', null, null, null, null);
  const painter = new Painter((i) => b.click(i), (i, label) => b.mark(i, label));
  painter.press(0);
  assert.equal(painter.over(0), false);
  painter.over(1);
  painter.over(2);
  assert.equal(painter.release(), true);
  assert.deepEqual(b.labels().map((l) => l.label), [1, 1, 1, 0]);
});

test('pressWithoutMovingPaintsNothing', () => {
  const b = batch('neutral', null);
  const painter = new Painter((i) => b.click(i), (i, label) => b.mark(i, label));
  painter.press(0);
  assert.equal(painter.release(), false);
  assert.equal(b.touched(0), false);
});

test('extendGoesBothWays', () => {
  const hit = [];
  extend(4, 2, 1, (i, label) => hit.push([i, label]));
  assert.deepEqual(hit, [[4, 1], [3, 1], [2, 1]]);
});
