import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classOf, className, guessOf, isBinary, isChoice, liveClasses } from '../../../webapp/js/classes.js';
import { colorAt, contrast, inkOn, PALETTE } from '../../../webapp/js/colors.js';
import { isNew, pieces, rank } from '../../../webapp/js/find.js';
import { setLanguage } from '../../../webapp/js/i18n.js';

const status = (names, more = {}) => ({ data_type: 'image', binary: names.length === 2, class_list: names.map((name, id) => ({ id, name, color: null, count: id })), classes: names, ...more });

test('textOnEveryClassColourIsReadable', () => {
  const colours = [...PALETTE, ...Array.from({ length: 254 }, (_, i) => colorAt(i)), '#000000', '#ffffff', '#808080', '#767676'];
  for (const colour of colours) {
    assert.match(colour, /^#[0-9a-f]{6}$/);
    assert.ok(contrast(inkOn(colour), colour) >= 4.5, `${colour}: ${contrast(inkOn(colour), colour)}`);
  }
  assert.equal(new Set(Array.from({ length: 60 }, (_, i) => colorAt(i))).size, 60);
});

test('classesHaveDigitsByTheirPlace', () => {
  const many = status(Array.from({ length: 12 }, (_, i) => `c${i}`));
  assert.deepEqual(liveClasses(many).map((c) => c.key), ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', null, null]);
  assert.equal(classOf(3, many).name, 'c3');
  assert.equal(classOf(99, many), null);
  assert.equal(classOf(null, many), null);
});

test('theTwoDefaultClassesAreSaidInTheReadersLanguage', () => {
  const two = status(['negative', 'positive']);
  setLanguage('zh');
  assert.deepEqual(liveClasses(two).map((c) => c.words), ['负类', '正类']);
  setLanguage('en');
  assert.deepEqual(liveClasses(two).map((c) => c.words), ['negative', 'positive']);
  assert.equal(className(null, two), 'undecided');
});

test('aRetiredClassKeepsItsNameAndAnUnknownOneItsNumber', () => {
  const s = { ...status(['a', 'b']), classes: ['a', 'b', 'old'] };
  assert.equal(className(2, s), 'old');
  assert.equal(className(7, s), 'class 7');
});

test('onlyTwoClassesOfPicturesAreFlipped', () => {
  assert.equal(isChoice(status(['a', 'b'])), false);
  assert.equal(isChoice(status(['a', 'b', 'c'])), true);
  assert.equal(isChoice(status(['a', 'b'], { data_type: 'audio' })), true);
  assert.equal(isBinary(null), true);
});

test('aPredictionIsFoundWhateverTheListCallsIt', () => {
  assert.deepEqual(guessOf({ prediction: 2, conf: 0.7, entropy: 0.5 }), { id: 2, conf: 0.7, entropy: 0.5 });
  assert.deepEqual(guessOf({ model_label: 1, probs: [0.2, 0.8] }), { id: 1, conf: 0.8, entropy: null });
  assert.deepEqual(guessOf({ prediction: 0, prob_pos: 0.1 }), { id: 0, conf: 0.9, entropy: null });
  assert.equal(guessOf({ prob_pos: 0.5 }), null);
});

const named = (...names) => names.map((name, index) => ({ id: index, name, count: 0, index }));
const found = (names, typed, recent) => rank(named(...names), typed, recent).map((c) => c.name);

test('typeToFindPutsTheBestFitFirst', () => {
  assert.deepEqual(found(['concatenate', 'wild cat', 'cat', 'category', 'dog'], 'cat'), ['cat', 'category', 'wild cat', 'concatenate']);
  assert.deepEqual(found(['polar bear', 'bird'], 'pb'), ['polar bear']);
  assert.deepEqual(found(['Éclair', 'dog'], 'ecl'), ['Éclair']);
  assert.deepEqual(found(['猫', '狗'], '猫'), ['猫']);
});

test('withoutLettersWhatWasUsedLastComesFirst', () => {
  assert.deepEqual(found(['a', 'b', 'c'], '', [2, 1]), ['c', 'b', 'a']);
  const counted = named('a', 'b');
  counted[1].count = 5;
  assert.deepEqual(rank(counted, '').map((c) => c.name), ['b', 'a']);
});

test('aNameThatIsThereIsNotNew', () => {
  assert.equal(isNew(named('Cat'), ' cat '), false);
  assert.equal(isNew(named('Cat'), 'ca'), true);
  assert.equal(isNew(named('Cat'), '  '), false);
  assert.equal(isNew(named(), 'x'.repeat(61)), false);
});

test('hitsAreMarkedWhateverTheirCaseAndSigns', () => {
  const hits = (text, q) => pieces(text, q).filter((p) => p.hit).map((p) => p.text);
  assert.deepEqual(hits('Call NOW to call (free)', 'call (free'), ['Call', 'call', '(free']);
  assert.deepEqual(hits('物流太慢，物流', '物流'), ['物流', '物流']);
  assert.deepEqual(hits('a+b', 'a+b .*'), ['a+b']);
  assert.equal(pieces('<b>x</b>', 'x').map((p) => p.text).join(''), '<b>x</b>');
  assert.deepEqual(pieces('abc', ''), [{ text: 'abc', hit: false }]);
});
