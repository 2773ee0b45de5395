/** Which jobs are asked for, as it stands in the address. Without any DOM. */

const STATUS = ['queued', 'running', 'success', 'failed', 'cancelled'];

export const FILTERS = ['status', 'kind', 'dataset'];

/** What means nothing is left out. */
export function filtersOf(params) {
  const kept = {};
  if (STATUS.includes(params.status)) kept.status = params.status;
  if (/^[a-z0-9_-]{1,40}$/.test(params.kind ?? '')) kept.kind = params.kind;
  if (/^\d+$/.test(params.dataset ?? '')) kept.dataset = params.dataset;
  return kept;
}

/** Whether a job belongs into the list. */
export const fits = (job, { status, kind, dataset }) => (!status || job.status === status) && (!kind || job.kind === kind) && (!dataset || String(job.dataset_id) === dataset);
