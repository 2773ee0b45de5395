import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { duration, explain, number, percent, setLanguage, t } from '../../../webapp/js/i18n.js';
import { KEYS } from '../../../webapp/js/keys.js';
import { WORDS } from '../../../webapp/js/words.js';

const folder = new URL('../../../webapp/js/', import.meta.url);
const sources = readdirSync(fileURLToPath(folder), { recursive: true }).filter((f) => f.endsWith('.js') && !f.endsWith('words.js'))
  .map((f) => [f, readFileSync(new URL(f, folder), 'utf8')]);
const names = (text) => [...text.matchAll(/\{(\w+)/g)].map((m) => m[1]).filter((n, i, all) => all.indexOf(n) === i).sort();

test('everyWordIsThereInBothLanguages', () => {
  for (const [key, words] of Object.entries(WORDS)) {
    assert.equal(words.length, 2, key);
    assert.ok(words.every((w) => w.trim()), key);
    assert.deepEqual(names(words[1]).filter((n) => !names(words[0]).includes(n)), [], `${key}: names only in Chinese`);
    assert.deepEqual(names(words[0]).filter((n) => !names(words[1]).includes(n)), [], `${key}: names only in English`);
  }
});

test('everyKeyThePagesUseExists', () => {
  for (const [file, source] of sources) {
    for (const [, key] of source.matchAll(/\bt\('([^']+)'/g)) assert.ok(Object.hasOwn(WORDS, key), `${file}: ${key}`);
    for (const [, prefix] of source.matchAll(/\bt\(`([a-z.]+\.)\$\{/g)) {
      assert.ok(Object.keys(WORDS).some((key) => key.startsWith(prefix)), `${file}: ${prefix}…`);
    }
  }
  for (const rows of Object.values(KEYS)) for (const [, , words] of rows) assert.ok(Object.hasOwn(WORDS, words), words);
});

test('noWordIsLeftOver', () => {
  const all = sources.map(([, source]) => source).join('\n');
  for (const key of Object.keys(WORDS)) {
    const prefix = key.slice(0, key.indexOf('.') + 1);
    const longer = key.slice(0, key.lastIndexOf('.') + 1);
    assert.ok(all.includes(`'${key}'`) || [prefix, longer].some((p) => p && all.includes(`\`${p}\${`)), key);
  }
});

test('onlyTheApiModuleCallsFetchAndNobodySetsInnerHtml', () => {
  for (const [file, source] of sources) {
    if (file !== 'api.js') assert.doesNotMatch(source, /\bfetch\(/, file);
    assert.doesNotMatch(source, /innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, file);
    assert.doesNotMatch(source, /\balert\(|[=(!&|] ?(confirm|prompt)\(/, file);
  }
});

test('numbersAndFormsFollowTheLanguage', () => {
  setLanguage('en');
  assert.equal(t('label.learned', { n: 1 }), '1 label');
  assert.equal(t('label.learned', { n: 24 }), '24 labels');
  assert.equal(number(30000), '30,000');
  assert.equal(percent(0.9996), '100\u202f%');
  assert.equal(percent(0.9981), '99\u202f%');
  assert.equal(duration(130), '2 min');
  setLanguage('zh');
  assert.equal(t('label.learned', { n: 1 }), '1 个标签');
  setLanguage('en');
});

test('errorsAreSaidInTheReadersLanguage', () => {
  const error = { code: 'nothing-to-undo', detail: 'There is nothing left to undo.' };
  setLanguage('zh');
  assert.equal(explain(error), '没有可撤销的操作。');
  assert.equal(explain({ code: 'new-code', detail: 'Says the server.' }), 'Says the server.');
  setLanguage('en');
  assert.equal(explain({ lost: true }), 'The server does not answer.');
});
