/** The kinds of jobs in the reader's language. */
import { has } from '../../i18n.js';

/** The key of the words; a kind without words of its own keeps its name. */
export const jobWords = (kind) => (has(`job.${kind}`) ? `job.${kind}` : kind);
