import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyAction, moveIn } from '../../../webapp/js/keys.js';
import { heightOf, layout, visibleRange } from '../../../webapp/js/elements/layout.js';
import { format, parse } from '../../../webapp/js/router.js';
import { confirmed, ConfirmedLabels } from '../../../webapp/js/review/labels.js';

const press = (key, place = 'page', more = {}) => keyAction({ key, ...more }, place)?.action ?? null;

test('keysOfTheLoop', () => {
  assert.equal(press('Enter'), 'confirm');
  assert.equal(press(' '), 'toggle');
  assert.equal(press('U'), 'undo');
  assert.equal(press('?'), 'help');
  assert.deepEqual(keyAction({ key: '4' }, 'page'), { action: 'strategy', strategy: 'easy_pos' });
});

test('textFieldsKeepTheirKeysButEscapeLeaves', () => {
  for (const key of ['u', 'Enter', ' ', '1', 'ArrowLeft']) assert.equal(press(key, 'text'), null);
  assert.equal(press('Escape', 'text'), 'escape');
});

test('aButtonKeepsEnterAndARadioOnlyItsArrows', () => {
  assert.equal(press('Enter', 'button'), null);
  assert.equal(press('u', 'button'), 'undo');
  assert.equal(press('ArrowDown', 'button'), 'down');
  assert.equal(press('ArrowDown', 'control'), null);
  assert.equal(press('Enter', 'choice'), 'confirm');
  assert.equal(press('ArrowLeft', 'choice'), null);
});

test('aHeldKeyMovesButDoesNotConfirmAgain', () => {
  assert.equal(press('Enter', 'page', { repeat: true }), null);
  assert.equal(press('ArrowDown', 'page', { repeat: true }), 'down');
});

test('shortcutsOfTheBrowserStayWithIt', () => {
  assert.equal(press('r', 'page', { ctrlKey: true }), null);
  assert.equal(press('u', 'page', { metaKey: true }), null);
  assert.equal(press('a', 'page', { ctrlKey: true }), 'all');
});

test('movingStaysInTheGrid', () => {
  assert.equal(moveIn(0, 'left', 4, 10), 0);
  assert.equal(moveIn(9, 'right', 4, 10), 9);
  assert.equal(moveIn(7, 'down', 4, 10), 9);
  assert.equal(moveIn(9, 'down', 4, 10), 9);
  assert.equal(moveIn(2, 'up', 4, 10), 2);
  assert.equal(moveIn(5, 'end', 4, 10), 9);
  assert.equal(moveIn(-1, 'right', 4, 10), 0);
  assert.equal(moveIn(0, 'down', 4, 0), -1);
});

test('onlyCardsNearTheScreenAreDrawn', () => {
  const grid = layout(1000, 112, 8);
  assert.equal(grid.columns, 8);
  assert.ok(grid.columns * grid.card + (grid.columns - 1) * 8 <= 1000);
  const [first, last] = visibleRange(200_000, 200_800, 30_000, grid);
  assert.ok(last - first <= 12 * grid.columns);
  assert.deepEqual(visibleRange(0, 800, 3, grid), [0, 3]);
  assert.deepEqual(visibleRange(1e7, 1e7 + 800, 30, grid).length, 2);
  assert.equal(heightOf(0, grid), 0);
});

test('addressesGoBothWays', () => {
  for (const [workspace, page, params] of [['label', 'label', {}], ['label', 'review', { class: '1' }], ['label', 'autolabel', { low: '0.9', class: '0' }], ['golden', 'setup', {}], ['golden', 'work', { session: 'a b' }]]) {
    assert.deepEqual(parse(format(page, params)), { workspace, page, params });
  }
  assert.equal(parse('#/nonsense').page, 'label');
  assert.equal(parse('').page, 'label');
  assert.equal(format('review', { class: '' }), '#/label/review');
  assert.equal(format('setup'), '#/golden/setup');
  // A page of another workspace is none of this one.
  assert.equal(parse('#/label/history').page, 'label');
  assert.deepEqual([parse('#/golden').page, parse('#/golden/review').page], ['setup', 'setup']);
});

test('aFlippedLabelStaysInItsGroupAndCountsInTheOther', () => {
  const labels = new ConfirmedLabels();
  labels.add([{ id: 1, filename: 'a', user_label: 1 }, { id: 2, filename: 'b', user_label: 0 }, { id: 3, filename: 'c' }]);
  labels.set(1, 0);
  assert.deepEqual(labels.groups().get(1).map((r) => r.id), [1]);
  assert.equal(labels.counts().get(0), 2);
  assert.equal(labels.records.length, 2);
  assert.equal(confirmed({ id: 1, filename: 'a', user_label: 1 }).group, 1);
});

test('aRefreshMovesNoCard', () => {
  const shown = new ConfirmedLabels();
  shown.add([1, 2, 3, 4].map((id) => ({ id, filename: `${id}`, user_label: 1 })));
  shown.set(2, null);
  const fresh = new ConfirmedLabels();
  fresh.add([{ id: 9, filename: '9', user_label: 1 }, { id: 3, filename: '3', user_label: 0 }, { id: 1, filename: '1', user_label: 1 }]);
  const merged = shown.refreshedBy(fresh);
  assert.deepEqual(merged.records.map((r) => [r.id, r.label, r.group]), [[1, 1, 1], [2, null, 1], [3, 0, 1], [9, 1, 1]]);
});

const choose = (key, place = 'page', more = {}) => keyAction({ key, ...more }, place, 'choice');

test('withManyClassesDigitsGiveThemAndLettersFindThem', () => {
  assert.deepEqual(choose('0'), { action: 'class', index: 0 });
  assert.deepEqual(choose('9', 'button'), { action: 'class', index: 9 });
  assert.deepEqual(choose('b'), { action: 'find', text: 'b' });
  assert.deepEqual(choose('é'), { action: 'find', text: 'é' });
  assert.equal(choose('/').action, 'find');
  assert.equal(choose('/').text, undefined);
  assert.equal(choose('Backspace').action, 'out');
  assert.equal(choose('F2').action, 'rename');
});

test('lettersOfCommandsStayCommandsAndCapitalsAlwaysFind', () => {
  assert.equal(choose('a').action, 'accept');
  assert.equal(choose('s').action, 'skip');
  assert.deepEqual(choose('S', 'page', { shiftKey: true }), { action: 'find', text: 'S' });
  assert.equal(choose('p').action, 'find');
  assert.equal(press('p'), 'positive');
});

test('fieldsKeepDigitsAndLetters', () => {
  assert.equal(choose('3', 'text'), null);
  assert.equal(choose('b', 'control'), null);
  assert.equal(choose('3', 'page', { repeat: true }), null);
});

test('cardsMayBeWiderThanHigh', () => {
  const grid = layout(1000, 240, 8, 1, 2);
  assert.equal(grid.columns, 4);
  assert.equal(grid.height, Math.round(grid.card / 2));
  assert.equal(grid.rowHeight, grid.height + 8);
});
