import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportOf } from '../../../webapp/js/config/import-report.js';
import { contents, fieldOf, GROUPS, KINDS, LONGEST_NAME, MOST_CLASSES, parseClasses, problemOf, specOf, tableOf } from '../../../webapp/js/config/kinds.js';
import { accuracyOf, choose, likeliest, pairOf } from '../../../webapp/js/models/facts.js';
import { WORDS } from '../../../webapp/js/words.js';

test('everyKindHasItsWordsAndIsOffered', () => {
  const offered = GROUPS.flatMap(([, types]) => types);
  assert.deepEqual([...offered].sort(), Object.keys(KINDS).sort());
  for (const type of offered) for (const key of [`config.type.${type}`, `config.type.${type}.more`]) assert.ok(key in WORDS, key);
});

test('classNamesAreLinesOrCommasInEitherLanguage', () => {
  assert.deepEqual(parseClasses('cat\n dog \r\n\nOld, grey horse').names, ['cat', 'dog', 'Old, grey horse']);
  assert.deepEqual(parseClasses('猫，狗、马').names, ['猫', '狗', '马']);
  assert.equal(parseClasses('a, b').problem, null);
});

test('whatIsWrongWithClassNamesIsSaidBeforeAnythingIsSent', () => {
  assert.deepEqual(parseClasses('cat\ndog\nCAT').problem, 'class-name-twice');
  assert.equal(parseClasses('cat').problem, 'too-few-classes');
  assert.equal(parseClasses('').problem, 'too-few-classes');
  assert.equal(parseClasses(`a\n${'x'.repeat(LONGEST_NAME + 1)}`).problem, 'class-name-long');
  assert.equal(parseClasses(Array.from({ length: MOST_CLASSES + 1 }, (_, i) => `c${i}`).join('\n')).problem, 'too-many-classes');
  for (const problem of ['class-name-twice', 'class-name-long', 'too-few-classes', 'too-many-classes']) assert.ok(`config.${problem}` in WORDS, problem);
});

test('aRequestHasOnlyTheFieldsOfItsKind', () => {
  const all = { path: ' /data/x ', tile: '32', text_column: 't', label_column: 'l', path_column: 'p', classes: ['a', 'b'] };
  assert.deepEqual(specOf({ type: 'sample', ...all }), { type: 'sample', classes: ['a', 'b'] });
  assert.deepEqual(specOf({ type: 'sprite', ...all, classes: [] }), { type: 'sprite', path: '/data/x', tile: 32 });
  assert.deepEqual(specOf({ type: 'text', ...all, label_column: '', classes: undefined }), { type: 'text', path: '/data/x', text_column: 't' });
  assert.deepEqual(specOf({ type: 'csv', ...all, classes: null }), { type: 'csv', path: '/data/x', path_column: 'p', label_column: 'l' });
  assert.equal(problemOf({ type: 'audio', path: '' }), 'missing-path');
  assert.equal(problemOf({ type: 'sprite', path: '/a', tile: 3.5 }), 'bad-tile');
  assert.equal(problemOf({ type: 'sample' }), null);
});

test('errorsFindTheirField', () => {
  assert.deepEqual(['bad-sprite-geometry', 'no-such-column', 'bad-class-name', 'too-many-classes', 'no-such-path'].map(fieldOf), ['tile', 'columns', 'classes', 'classes', 'path']);
});

test('aTableIsKnownByItsPathWithinTheFolder', () => {
  const browse = { tables: [{ name: 'b.csv' }, { name: 'a.csv' }] };
  assert.equal(tableOf(browse, '/x/a.csv').name, 'a.csv');
  assert.equal(tableOf(browse, '/x/aa.csv'), null);
  assert.equal(tableOf(null, '/x'), null);
  assert.deepEqual(contents({ images: 3, tables: [{}] }), [['config.browse.images', 3], ['config.browse.tables', 1]]);
});

test('anImportThatDoesNotFitOffersWhatWouldHelp', () => {
  const refused = reportOf({ success: false, matched: 96, unknown: ['x.png'], unknown_count: 2, unknown_labels: ['ring'], unknown_label_count: 1, conflict_count: 0 });
  assert.equal(refused.fit, 96);
  assert.deepEqual([refused.createCount, refused.skipToo], [1, true]);
  assert.deepEqual(refused.lines.map(([key]) => key), ['import.matched', 'import.unknown', 'import.unknownlabels']);
  for (const [key] of refused.lines) assert.ok(key in WORDS, key);
});

test('aContradictionCannotBeSkipped', () => {
  const refused = reportOf({ success: false, matched: 5, conflicts: ['a'], conflict_count: 1, unknown_label_count: 1 });
  assert.deepEqual([refused.fit, refused.createCount], [0, 0]);
});

test('aDoneImportOffersNothing', () => {
  const done = reportOf({ success: true, matched: 10, applied: 7, unchanged: 3, new_classes: ['ring'], unknown_count: 0 });
  assert.deepEqual([done.fit, done.createCount], [0, 0]);
  assert.deepEqual(done.lines.map(([key]) => key), ['import.applied', 'import.unchanged', 'import.newclasses']);
});

test('theHonestAccuracyIsTheHeldOutOneOnceItSaysSomething', () => {
  const accuracy = { labels: 200, accuracy: 0.9, held_out: { labels: 30, accuracy: 0.85 } };
  assert.equal(accuracyOf({ accuracy }).accuracy, 0.85);
  assert.equal(accuracyOf({ accuracy: { ...accuracy, held_out: { labels: 3, accuracy: 1 } } }).kind, 'cross');
  assert.equal(accuracyOf({ accuracy: null }), null);
});

test('theLastTwoChosenAreComparedTheOlderFirst', () => {
  const models = [{ id: 'c', version: 9 }, { id: 'b', version: 5 }, { id: 'a', version: 2 }];
  assert.deepEqual(choose(choose(choose([], 'c'), 'a'), 'b'), ['a', 'b']);
  assert.deepEqual(choose(['a', 'b'], 'a'), ['b']);
  assert.deepEqual(pairOf(models, ['c', 'a']).map((m) => m.id), ['a', 'c']);
  assert.equal(pairOf(models, ['c']), null);
  assert.equal(pairOf(models, ['c', 'gone']), null);
});

test('aPredictionShowsTheLikeliestLiveClasses', () => {
  const shown = likeliest({ probs: [0.1, 0, 0.7, 0.2], classes: ['a', null, 'c', 'd'] }, 2);
  assert.deepEqual(shown, [{ id: 2, name: 'c', p: 0.7 }, { id: 3, name: 'd', p: 0.2 }]);
});
