import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('../../../webapp/css/tokens.css', import.meta.url), 'utf8');
const tokens = (block) => Object.fromEntries([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
const light = tokens(css.slice(0, css.indexOf('@media')));
const dark = tokens(css.slice(css.indexOf(':root[data-theme=dark]')));
const darkBySystem = tokens(css.slice(css.indexOf('@media (prefers-color-scheme'), css.indexOf(':root[data-theme=dark]')));

const channel = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminance = (hex) => [1, 3, 5].map((i) => channel(parseInt(hex.slice(i, i + 2), 16) / 255))
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (a, b) => {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};

const PAIRS = [
  ...['page', 'surface', 'raised', 'sunken'].flatMap((under) => [['ink', under], ['muted', under]]),
  ['ink', 'chosen'], ['accent', 'surface'], ['accent', 'page'], ['accent', 'accent-soft'], ['accent-ink', 'accent'], ['accent-ink', 'accent-hover'],
  ['ink', 'accent-soft'], ['ink', 'positive-soft'], ['ink', 'negative-soft'], ['muted', 'positive-soft'], ['muted', 'negative-soft'], ['muted', 'accent-soft'],
  ...['positive', 'negative', 'error'].flatMap((name) => ['page', 'surface', `${name}-soft`].map((under) => [name, under])),
  ['positive', 'chosen'], ['negative', 'chosen'], ['error', 'positive-soft'], ['error', 'negative-soft'],
  ['positive', 'negative-soft'], ['positive-ink', 'positive'], ['negative-ink', 'negative'], ['warning', 'warning-soft'], ['golden', 'surface'], ['golden', 'page'], ['golden-ink', 'golden-line'], ['ink', 'warning-soft'],
];

for (const [name, scheme] of [['light', light], ['dark', dark]]) {
  test(`textIsReadableIn${name}`, () => {
    for (const [over, under] of PAIRS) {
      const value = contrast(scheme[over], scheme[under]);
      assert.ok(value >= 4.5, `${over} on ${under}: ${value.toFixed(2)}`);
    }
  });
}

test('theSwitchAndTheSystemGiveTheSameDark', () => assert.deepEqual(darkBySystem, dark));
