/** What the Setup form means, without any DOM: prompts as typed, sizes, which error belongs beside which field. */
import { said, t } from '../../i18n.js';

/** Longest prompt that can be judged; longer ones are refused by the server. */
export const MOST_PROMPTS = 100_000;

/** One prompt per line. @return {prompts, duplicates, empty: blank lines between prompts} */
export function readTyped(text) {
  const lines = text.replace(/\s+$/, '').split(/\r?\n/).map((line) => line.trim());
  const prompts = [];
  const seen = new Set();
  let duplicates = 0, empty = 0;
  for (const line of text.trim() ? lines : []) {
    if (!line) empty++;
    else if (seen.has(line)) duplicates++;
    else {
      seen.add(line);
      prompts.push(line);
    }
  }
  return { prompts, duplicates, empty };
}

/** Whether a size is one the model can make. @return null, or {key, values} of the words that say what is wrong */
export function sizeProblem(value, { multiple = 1, min = 1, max = Infinity } = {}) {
  if (!Number.isInteger(value)) return { key: 'setup.size.whole', values: {} };
  if (value < min || value > max) return { key: 'setup.size.range', values: { min, max } };
  return value % multiple ? { key: 'setup.size.multiple', values: { multiple, low: Math.floor(value / multiple) * multiple, high: Math.ceil(value / multiple) * multiple } } : null;
}

export const wholeProblem = (value, min, max) => (Number.isInteger(value) && value >= min && value <= max ? null : { key: 'setup.whole', values: { min, max } });

export const numberProblem = (value, min, max) => (Number.isFinite(value) && value >= min && value <= max ? null : { key: 'setup.number', values: { min, max } });

/** A model that was refused needs more than there is. @return {needs, has} in bytes, or null */
export const tooLarge = (model) => (model?.state === 'too-large' ? { needs: model.needs_bytes, has: model.has_bytes } : null);

const FIELDS = [[/prompt|csv|json|column|file|encoding|upload/, 'prompts'], [/model|dtype|device|memory|shard/, 'model'], [/guidance/, 'guidance_scale'], [/step/, 'steps'], [/scheduler/, 'scheduler'],
  [/batch/, 'batch_size'], [/height/, 'height'], [/width|size/, 'width'], [/candidates/, 'candidates'], [/explore/, 'explore'], [/prefilter|selector/, 'prefilter'], [/name/, 'name'], [/seed/, 'seed_plan']];

/** Beside which field an error of POST /golden/init_model belongs; 'form' when beside none. */
export const fieldOf = ({ code = '', body = {} }) => body.field ?? FIELDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'form';

/** What the server made of a file: [[words key, {n}]] with what is worth telling. */
export function reportOf({ prompts = 0, duplicates = 0, empty = 0, skipped = [] }) {
  return [['setup.report.prompts', { n: prompts }], ...(duplicates ? [['setup.report.duplicates', { n: duplicates }]] : []), ...(empty ? [['setup.report.empty', { n: empty }]] : []),
    ...(skipped.length ? [['setup.report.skipped', { n: skipped.length }]] : [])];
}

/** Lines that were left out, and why. */
export const skippedLines = ({ skipped = [] }) => skipped.map(({ line, reason }) => t('setup.report.line', { n: line, reason: said(reason) }));

/** What is chosen for another model keeps what it can do and takes its defaults for the rest. */
export function fitTo(model, values) {
  const d = model?.defaults ?? {};
  const keep = (name, good) => (values[name] !== undefined && values[name] !== null && good(values[name]) ? values[name] : d[name]);
  return {
    steps: keep('steps', (v) => wholeProblem(v, 1, 200) === null),
    guidance_scale: keep('guidance_scale', Number.isFinite),
    scheduler: keep('scheduler', (v) => (model?.schedulers ?? []).includes(v)),
    width: keep('width', (v) => sizeProblem(v, model?.size) === null),
    height: keep('height', (v) => sizeProblem(v, model?.size) === null),
    dtype: keep('dtype', (v) => (model?.dtypes ?? []).includes(v)) ?? model?.dtype ?? model?.dtypes?.[0],
  };
}
