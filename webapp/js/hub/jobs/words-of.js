/** How a kind of job is called: the key of its words; a kind without words of its own keeps its name. */
import { has } from '../../i18n.js';

export const jobWords = (kind) => (has(`job.${kind}`) ? `job.${kind}` : kind);
