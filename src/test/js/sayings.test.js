import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, said, setLanguage } from '../../../webapp/js/i18n.js';
import { WORDS } from '../../../webapp/js/words.js';
import { inChinese, SAYINGS } from '../../../webapp/js/sayings.js';
import { sentences } from './java-sentences.js';

/** Programs that run when FastLabel is built or started; data that is made, not said. */
const NOT_SHOWN = new RegExp('^(clip/training|goldennoise/training|generation/training|generation/truth/Sentences|launch|persistence|dataset/sample|torch/TorchProgram|checkpoint/(Catalogue|Checksum)'
  + '|embedding/Store(Header|Stamp)|media/image/(Png|Thumbnails)|labeling/models/(ModelExport|OnnxFile)|labeling/transfer/LabelStudioRows|labeling/ZeroShot|hub/data/DemoTexts|hub/head/LabelWords'
  + '|hub/labelstudio/LabelConfigXml|hub/ollama/Prompt\\.java:14|hub/store/(Rows|\\w*Query|LedgerRepository|MineRepository|StatsRepository|Settlements))');
/** Single words that a job says of itself. */
const STEPS = /\.progress$|new Ending$/;
const NOT_SAID = /^@|LOG\.log|create(Native)?Query|new (IllegalArgument|IllegalState|UncheckedIO|EOF|UnsupportedOperation|SQL|JobEnded|CannotStart)|new AssertionError|print(ln|f)|\.compile|prepareStatement|eader$|\.matches|\.contains|^Set\.of|sql|^where|xml|source\.append/;
/** Names, titles, and what only the log has. */
const NOT_SENTENCES = new Set(['still here', 'text/csv; charset=UTF-8', 'Range Not Satisfiable', 'Mini CLIP, embedded', '{embedded}, embedded', 'Portraits (sample)', 'Basic {uri}', 'Label Studio at {address}', 'Label Studio at {address}, no token',
  '{status} {content_type}, {body} bytes', 'The handle came off after two days.', '{count} labels', 'image, sprite, sample, audio, text, cifar10, imagefolder, esc50, urbansound8k or csv', '_codecs encode', 'cut off',
  'JWT_SECRET still has the words of the example.', 'Choose your own.']);
const SQL = /(^|[ (=]):[a-z]+\b|\border by\b|^ ?(select|insert|update|delete|create|from|where|and|values|exists) [^.]*$|t\.place/;
const HOLES = /\{(\w+)\}/g;
const holes = (text) => [...text.matchAll(HOLES)].map((m) => m[1]).sort();
const isWords = (text) => /[a-z]{2,}[,;:.]? \(?[a-z]+|[a-z]+[.:;] \0|\0[^\w"]? [a-z]{2,}|[a-z]{2,} "?\0/i.test(text.replace(HOLES, '\0')) && !SQL.test(text) && !/[<>]|^\{"|^\/|;$/.test(text);

/** What people may read, sentence by sentence. */
function shown() {
  const found = new Map();
  for (const { file, line, call, text } of sentences()) {
    if (NOT_SHOWN.test(`${file}:${line}`) || NOT_SAID.test(call)) continue;
    for (const piece of text.split(/(?<=[.?!]) (?=\S)/)) {
      const one = piece.trim().replace(/^(\{\w+\} ?)+(?=[A-Z])|(?<=\.)( ?\{\w+\})+$/g, '');
      if ((isWords(one) || (STEPS.test(call) && /^[a-z]/.test(one))) && !NOT_SENTENCES.has(one) && !found.has(one)) found.set(one, `${file}:${line}`);
    }
  }
  return found;
}

test('everythingThatTheServerSaysIsThereInChinese', () => {
  const all = shown();
  assert.ok(all.size > 800, `only ${all.size} sentences were found in the sources`);
  const missing = [];
  for (const [english, where] of all) {
    const sample = english.replace(HOLES, '⟦$1⟧');
    // A part of a sentence may be known with what goes before it.
    const ways = [sample, `⟦x⟧ ${sample}.`].map((text) => { const unknown = []; return [inChinese(text, unknown), unknown]; });
    const good = ways.find(([, unknown]) => unknown.length === 0);
    if (!good) missing.push(`${where}: ${english}`);
    else for (const name of holes(english)) assert.ok(good[0].includes(`⟦${name}⟧`), `${english} loses ${name}: ${good[0]}`);
  }
  assert.deepEqual(missing, [], 'sentences without Chinese; add them to webapp/js/sayings/');
});

test('eachSentenceHasItsOwnChineseWithTheSameNames', () => {
  for (const [english, chinese] of Object.entries(SAYINGS)) {
    assert.deepEqual(holes(chinese), holes(english), english);
    assert.match(chinese, /[\p{Script=Han}。]/u, english);
    const fill = (text) => text.replace(HOLES, '⟦$1⟧');
    assert.equal(inChinese(fill(english)), fill(chinese), english);
  }
});

test('sentencesAreFoundInTheirOrderAndInEachOther', () => {
  assert.equal(inChinese('There is no job 7. Try again.'), '没有作业 7。请重试。');
  assert.equal(inChinese('Row 5 has no text.'), '第 5 行没有文本。');
  assert.equal(inChinese('"limit" must be a whole number from 1 to 9.'), '“limit”须为 1 到 9 的整数。');
});

test('whatNobodyKnowsStaysAsItIs', () => {
  assert.equal(inChinese('Something new. There is no job 7.'), 'Something new. 没有作业 7。');
  assert.equal(inChinese(''), '');
  assert.equal(inChinese('x'.repeat(1000)), 'x'.repeat(1000));
});

test('aNameIsNotTranslated', () => {
  assert.equal(inChinese('There is a class "cancelled" already; merge the two, or choose another name.'), '已有类别“cancelled”；请合并二者，或换一个名称。');
});

test('thePagesSayItInTheReadersLanguage', () => {
  const error = { code: 'unknown-job', detail: 'There is no job 7.' };
  setLanguage('zh');
  assert.equal(said('imported 100 tasks'), '已导入 100 个任务');
  assert.equal(explain(error), '没有作业 7。');
  setLanguage('en');
  assert.equal(said('imported 100 tasks'), 'imported 100 tasks');
  assert.equal(explain(error), error.detail);
});

test('everyActionOfTheRecordHasWords', () => {
  const actions = sentences().filter(({ call, text }) => /audit\.record$|^replace$|desk\.password$/.test(call) && /^(log(in|out)(\.[a-z]+)?|[a-z-]+\.[a-z-]+)$/.test(text)).map(({ text }) => text);
  assert.ok(actions.length > 20, String(actions.length));
  for (const action of actions) assert.ok(Object.hasOwn(WORDS, `audited.${action}`), action);
});
