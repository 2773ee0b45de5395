/** The running jobs in the shape of the bar's tasks. */
import { hubApi } from './api.js';
import { jobWords } from './jobs/words-of.js';
import { idOf, Pace } from './jobs/progress.js';
import { datasetOf } from './store.js';

const pace = new Pace();

export function hubTasks({ running }) {
  return running.map((job) => {
    const { rate, left } = pace.of(job);
    return {
      kind: `job-${idOf(job)}`, name: jobWords(job.kind), about: datasetOf(job.dataset_id)?.name, state: job.status === 'running' ? 'running' : 'waiting',
      done: job.done ?? 0, total: job.total ?? 0, rate, left, message: null, cancel: job.cancel_requested ? undefined : () => hubApi.cancelJob(idOf(job)).catch(() => {}),
    };
  });
}
