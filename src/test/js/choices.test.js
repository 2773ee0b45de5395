import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batch } from '../../../webapp/js/labeling/batch.js';
import { Choices, NONE } from '../../../webapp/js/labeling/choices.js';
import { copiesOf, expand } from '../../../webapp/js/labeling/duplicates.js';
import { fitting, groupsOf, rowOf } from '../../../webapp/js/labeling/strategies.js';

const item = (id, more = {}) => ({ id, filename: `${id}.wav`, ...more });
const guessed = (id, prediction) => item(id, { prediction, probs: [0.2, 0.3, 0.5], entropy: 1 });
const batch = (...items) => new Choices({ batch_id: 'b', batch_type: 'neutral', scorer: 'head', items });

test('nothingIsSentThatNobodyChose', () => {
  const b = batch(guessed(1, 2), guessed(2, 0), item(3));
  assert.deepEqual(b.labels(), []);
  b.mark(1, 1);
  assert.deepEqual(b.labels(), [{ id: 2, label: 1 }]);
  assert.deepEqual(b.counts(), { total: 1, byClass: new Map([[1, 1]]), out: 2 });
});

test('acceptAllTakesPredictionsOnlyWhereNothingIsChosen', () => {
  const b = batch(guessed(1, 2), guessed(2, 0), item(3));
  b.mark(0, 1);
  assert.equal(b.acceptAll(), 1);
  assert.deepEqual(b.labels(), [{ id: 1, label: 1 }, { id: 2, label: 0 }]);
  assert.equal(b.acceptAll(), 0);
});

test('aSecondPressTakesTheClassAway', () => {
  const b = batch(item(1));
  assert.equal(b.toggle(0, 4), 4);
  assert.equal(b.toggle(0, 4), NONE);
  assert.deepEqual(b.labels(), []);
});

test('whatCannotBeReadHasNoClass', () => {
  const b = batch(guessed(1, 2));
  b.mark(0, 1);
  b.markBroken(0);
  assert.equal(b.label(0), NONE);
  assert.deepEqual(b.edits(), { fresh: [], changed: [] });
  assert.deepEqual(b.guesses(), []);
});

test('whatTheServerHasIsCorrectedAndNotSubmittedAgain', () => {
  const b = batch(item(1, { user_label: 0 }), item(2, { user_label: 1 }), item(3));
  b.mark(0, 2);
  b.mark(1, 1);
  b.mark(2, 1);
  assert.deepEqual(b.edits(), { fresh: [{ id: 3, label: 1 }], changed: [{ id: 1, label: 2 }] });
  b.mark(0, NONE);
  assert.deepEqual(b.edits().changed, [{ id: 1, label: null }]);
});

test('whatWasSentIsSentOnce', () => {
  const b = batch(item(1), item(2));
  b.mark(0, 1);
  b.markSent([0]);
  assert.equal(b.isSent(0), true);
  b.mark(1, 0);
  assert.deepEqual(b.edits(), { fresh: [{ id: 2, label: 0 }], changed: [] });
  b.mark(0, 2);
  assert.deepEqual(b.edits().changed, [{ id: 1, label: 2 }]);
  b.unsend();
  assert.deepEqual(b.labels(), [{ id: 1, label: 2 }, { id: 2, label: 0 }]);
});

test('aMergedClassTakesItsChoicesAlong', () => {
  const b = batch(item(1), item(2));
  b.mark(0, 3);
  b.keepOnly(new Set([0, 1]));
  assert.equal(b.label(0), NONE);
  b.replaceClass(3, 1);
  assert.equal(b.label(0), 1);
});

test('aDeletedClassIsNoChoiceUntilItComesBack', () => {
  const b = batch(guessed(1, 0));
  b.mark(0, 3);
  b.keepOnly(new Set([0, 1]));
  assert.deepEqual(b.labels(), []);
  assert.deepEqual(b.guesses(), [0]);
  b.keepOnly(new Set([0, 1, 3]));
  assert.deepEqual(b.labels(), [{ id: 1, label: 3 }]);
});

test('aCardSpeaksForItsCopies', () => {
  const one = item(5, { duplicates: [5, 8, 9] });
  assert.deepEqual(copiesOf(one), [8, 9]);
  assert.deepEqual(expand(one, 1).map((l) => l.id), [5, 8, 9]);
  const b = batch(one);
  b.mark(0, 2);
  assert.equal(b.labels().length, 3);
  b.alone.add(0);
  assert.deepEqual(b.labels(), [{ id: 5, label: 2 }]);
  const binary = new Batch({ items: [{ ...one, prediction: null }] });
  assert.deepEqual(binary.labels().map((l) => l.id), [5, 8, 9]);
});

test('noItemIsSpokenForTwice', () => {
  const b = batch(item(1, { duplicates: [2, 8, 9] }), item(2, { duplicates: [1, 9] }), item(3, { duplicates: [9, 7] }));
  b.mark(0, 0);
  b.mark(1, 1);
  b.mark(2, 2);
  assert.deepEqual(b.labels().map((l) => [l.id, l.label]), [[1, 0], [8, 0], [9, 0], [2, 1], [3, 2], [7, 2]]);
});

test('binaryModeKeepsItsFiveStrategiesAndManyClassesHaveNoneOfTwo', () => {
  assert.deepEqual(rowOf(false), ['random', 'kmeans', 'borderline', 'easy_pos', 'easy_neg']);
  const many = groupsOf(false).flatMap(([, names]) => names);
  assert.ok(!many.includes('easy_pos') && many.includes('verify') && many.includes('entropy'));
  assert.ok(rowOf(true).every((name) => many.includes(name)));
  assert.equal(fitting('easy_pos', { binary: false, choice: true }), 'auto');
  assert.equal(fitting('easy_pos', { binary: true, choice: true }), 'easy_pos');
  assert.equal(fitting(null, { binary: true, choice: false }), 'random');
});
