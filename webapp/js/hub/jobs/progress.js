/** What a job's numbers mean, without any DOM. */

export const isOver = (job) => ['success', 'failed', 'cancelled'].includes(job.status);

/** The id, under either of its names. */
export const idOf = (job) => job.id ?? job.job_id;

/** The running jobs after one of them changed: those that are over leave, new ones come first. */
export function merged(running, job) {
  const at = running.findIndex((j) => idOf(j) === idOf(job));
  if (isOver(job)) return at < 0 ? running : running.filter((_, i) => i !== at);
  return at < 0 ? [job, ...running] : running.map((j, i) => (i === at ? job : j));
}

/** A list of jobs, newest first, after one of them changed; one that is not in it stands first when it is newer than all. */
export function updated(list, job) {
  const at = list.findIndex((j) => idOf(j) === idOf(job));
  if (at >= 0) return list.map((j, i) => (i === at ? job : j));
  return !list.length || idOf(job) > idOf(list[0]) ? [job, ...list] : list;
}

const MEASURE_MS = 900;

/** How fast jobs go: measured from the numbers as they come in and smoothed; before there are two of them, since the start. */
export class Pace {
  seen = new Map();

  /** @return {rate: per second, left: seconds}, 0 where it is not known */
  of(job, now = Date.now()) {
    const id = idOf(job);
    if (job.status !== 'running') {
      this.seen.delete(id);
      return { rate: 0, left: 0 };
    }
    const last = this.seen.get(id);
    if (!last || last.done > job.done || last.attempt !== job.attempt) this.seen.set(id, { done: job.done, at: now, rate: 0, attempt: job.attempt });
    else if (now - last.at >= MEASURE_MS && job.done > last.done) {
      const latest = ((job.done - last.done) * 1000) / (now - last.at);
      Object.assign(last, { done: job.done, at: now, rate: last.rate ? last.rate * 0.6 + latest * 0.4 : latest });
    }
    const rate = this.seen.get(id).rate || sinceStart(job, now);
    return { rate, left: rate > 0 && job.total > job.done ? (job.total - job.done) / rate : 0 };
  }
}

/** A job that was taken over had done some of it before. */
function sinceStart({ done, started_at: started, attempt }, now) {
  const seconds = (now - new Date(started ?? NaN).getTime()) / 1000;
  return attempt > 1 || !(seconds > 1) || !(done > 0) ? 0 : done / seconds;
}

/** How long a job took, or takes, in seconds; null before it began. */
export function seconds({ started_at: from, finished_at: to }, now = Date.now()) {
  if (!from) return null;
  const span = ((to ? new Date(to).getTime() : now) - new Date(from).getTime()) / 1000;
  return Number.isFinite(span) ? Math.max(0, span) : null;
}

/** What can be done with a job. */
export const canCancel = (job) => !isOver(job) && !job.cancel_requested;
export const canRetry = (job) => job.status === 'failed' || job.status === 'cancelled';
