/** Jobs in the reader's language: their kinds, and those messages that always say the same. */
import { has, t } from '../../i18n.js';

/** The key of the words; a kind without words of its own keeps its name. */
export const jobWords = (kind) => (has(`job.${kind}`) ? `job.${kind}` : kind);

const SAID = [
  [/^imported (\d+) tasks?$/, 'imported'], [/^exported (\d+) labeled tasks?$/, 'exported'], [/^prelabeled (\d+) tasks?; wrote (\d+) predictions?$/, 'prelabeled'],
  [/^scored (\d+) tasks?$/, 'scored'], [/^wrote (\d+) predictions?$/, 'wrote'],
];

/** What came of a job; words of the server that are not known stay as they are. */
export function messageWords(message) {
  for (const [pattern, name] of SAID) {
    const found = pattern.exec(message ?? '');
    if (found) return t(`jobs.said.${name}`, { n: Number(found[1]), of: Number(found[2] ?? 0) });
  }
  return message ?? '';
}
