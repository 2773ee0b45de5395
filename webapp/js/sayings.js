/** The server speaks English. Here is what it says in Chinese: sentence by sentence, {names} standing for what is filled in. */
import { DATA_SAYINGS } from './sayings/data.js';
import { GOLDEN_SAYINGS } from './sayings/golden.js';
import { HUB_SAYINGS } from './sayings/hub.js';
import { LABEL_SAYINGS } from './sayings/label.js';
import { MODELS_SAYINGS } from './sayings/models.js';
import { OUTSIDE_SAYINGS } from './sayings/outside.js';
import { SERVER_SAYINGS } from './sayings/server.js';

/** Each sentence that the server can say, in English, with its Chinese. */
export const SAYINGS = {
  ...SERVER_SAYINGS, ...DATA_SAYINGS, ...MODELS_SAYINGS, ...LABEL_SAYINGS, ...GOLDEN_SAYINGS, ...OUTSIDE_SAYINGS, ...HUB_SAYINGS,
};

const HOLE = /\{(\w+)\}/;
/** A sentence ends here, and another one begins. */
const BETWEEN = /(?<=[.?!…]) (?=\S)/;
/** So many of what looks like sentences may be one. */
const MOST = 4;

/** [literal, name, literal, …, literal]. What begins with a word of its own is tried first, then what has more of them. */
const PATTERNS = Object.entries(SAYINGS).filter(([english]) => HOLE.test(english)).map(([english, chinese]) => ({ parts: english.split(HOLE), chinese }))
  .sort((a, b) => Boolean(b.parts[0]) - Boolean(a.parts[0]) || literals(b.parts) - literals(a.parts));

function literals(parts) { return parts.reduce((sum, part, i) => sum + (i % 2 ? 0 : part.length), 0); }

/** What stands in the holes, or null when the text is not of this form. Only the last hole may hold the end of a sentence. */
function filled(parts, text) {
  const last = parts.length - 1;
  const end = text.length - parts[last].length;
  if (!text.startsWith(parts[0]) || !text.endsWith(parts[last])) return null;
  const values = {};
  let at = parts[0].length;
  for (let i = 1; i < last; i += 2) {
    const closing = i + 1 === last;
    const next = closing ? end : text.indexOf(parts[i + 1], at + 1);
    if (next <= at || next > end) return null;
    const value = text.slice(at, next);
    if (!closing && BETWEEN.test(value)) return null;
    values[parts[i]] = value;
    at = next + parts[i + 1].length;
  }
  return values;
}

/** One sentence, or null. What fills it may be said by the server too, unless it is a single word: that is somebody's name or label. */
function sentence(text) {
  if (Object.hasOwn(SAYINGS, text)) return SAYINGS[text];
  for (const { parts, chinese } of PATTERNS) {
    const values = filled(parts, text);
    if (values) return chinese.replace(/\{(\w+)\}/g, (whole, name) => (/\s/.test(values[name] ?? '') ? inChinese(values[name]) : values[name] ?? whole));
  }
  return null;
}

/** With or without its full stop: what is a sentence here may be a part of one there. */
function whole(text) {
  return sentence(text) ?? (text.endsWith('.') ? sentence(text.slice(0, -1))?.concat('。') : sentence(`${text}.`)?.replace(/。$/, '')) ?? null;
}

/** What the server said, in Chinese; what is not known stays as it is. @param missing takes the sentences that are not known */
export function inChinese(text, missing = []) {
  const pieces = text.trim().split(BETWEEN);
  let said = '';
  for (let i = 0; i < pieces.length;) {
    let n = 1;
    let found = null;
    for (; n <= MOST && i + n <= pieces.length && found === null; n++) found = whole(pieces.slice(i, i + n).join(' '));
    if (found === null) {
      missing.push(pieces[i]);
      n = 2;
    }
    said += (said === '' || /[。！？；：…）]$/.test(said) ? '' : ' ') + (found ?? pieces[i]);
    i += n - 1;
  }
  return said;
}
