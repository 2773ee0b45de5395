/** Words, numbers and sizes in the reader's language. */
import { inChinese } from './sayings.js';
import { WORDS } from './words.js';

export const LANGUAGES = ['en', 'zh'];
let column = 0;

export const language = () => LANGUAGES[column];

export function setLanguage(name) { column = Math.max(0, LANGUAGES.indexOf(name)); }

const locale = () => (column === 1 ? 'zh-CN' : 'en');

export const has = (key) => Object.hasOwn(WORDS, key);

/** The words for a key, with {name} filled in. An unknown key is a bug and shows as itself. */
export function t(key, values = {}) {
  const text = has(key) ? WORDS[key][column] : key;
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name, one, many) => {
    const value = values[name];
    if (many !== undefined) return Number(value) === 1 ? one : many;
    if (value === undefined || value === null) return '';
    return typeof value === 'number' ? number(value) : String(value);
  });
}

export function number(value, digits = 0) {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
}

/** With exactly so many digits after the point, so that numbers below each other line up. */
export function decimal(value, digits = 2) {
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** A share 0..1 as whole per cent; never "100 %" for what is only nearly so. */
export function percent(share) {
  let whole = Math.round(share * 100);
  if (whole === 100 && share < 0.9995) whole = 99;
  return column === 1 ? `${whole}%` : `${whole}\u202f%`;
}

export function bytes(count) {
  if (count > 0 && count < 1e5) return `${number(count / 1e3, count < 1e4 ? 1 : 0)} KB`;
  if (count >= 1e9) return `${number(count / 1e9, 1)} GB`;
  return `${number(count / 1e6, count < 1e7 ? 1 : 0)} MB`;
}

/** A moment in full, for where a relative time is not enough. */
export function moment(iso) {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? '' : new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** The time of day, to the second. */
export const timeOfDay = (iso) => new Intl.DateTimeFormat(locale(), { timeStyle: 'medium' }).format(new Date(iso));

/** A remaining time, rounded to what a person can use. */
export function duration(seconds) {
  if (seconds < 90) return t('time.s', { n: Math.max(1, Math.round(seconds)) });
  if (seconds < 5400) return t('time.min', { n: Math.round(seconds / 60) });
  return t('time.h', { n: Math.round(seconds / 3600) });
}

/** A length of sound: 0.42 s, 7.5 s, 1:05, 1:02:03. */
export function clock(seconds) {
  if (!(seconds > 0)) return t('time.s', { n: 0 });
  if (seconds < 60) return t('time.s', { n: number(seconds, seconds < 1 ? 2 : 1) });
  const whole = Math.round(seconds);
  const two = (n) => String(n).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** "3 minutes ago", from an ISO time. */
export function ago(iso, now = Date.now()) {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  if (!Number.isFinite(seconds)) return '';
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  for (const [unit, size] of [['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'minute');
}

/** Sentences one after the other; Chinese needs no space between them. */
export const sentences = (parts) => parts.filter(Boolean).join(column === 1 ? '' : ' ');

/** What the server said, in the reader's language. */
export const said = (text) => (column === 0 || !text ? text ?? '' : inChinese(text));

/** What to say about an error: what the server said, or our words where it said nothing. */
export function explain(error) {
  if (!error) return '';
  if (error.detail) return said(error.detail);
  const key = error.lost ? 'error.network' : `error.${error.code}`;
  return has(key) ? t(key) : t('error.unknown', { code: error.code ?? error.status ?? '?' });
}
