/** The way of a data set, step by step, and what stands in the way of each. Without any DOM. */

/** In their order. Those with `outside` are only for teams that label in Label Studio. */
export const STEPS = [
  { name: 'project', outside: true },
  { name: 'import', outside: true, job: 'import_to_ls' },
  { name: 'prelabel', job: 'prelabel' },
  { name: 'score', job: 'score_uncertainty' },
  { name: 'assign' },
  { name: 'label' },
  { name: 'export', outside: true, job: 'export_from_ls' },
];

/** The newest job of each kind, whichever process it needs. @param jobs newest first */
export function latest(jobs) {
  const found = {};
  for (const job of jobs) found[job.kind.replace(/_web$/, '')] ??= job;
  return found;
}

const active = (job) => job?.status === 'queued' || job?.status === 'running';

/** Tasks that nobody has and that still need an answer. */
export const unassigned = ({ count, assigned, by_status: by }) => Math.max(0, count - Math.max(assigned ?? 0, by?.labeled ?? 0));

/**
 * @param facts {dataset, connections or null, prelabelers or null, jobs: latest by kind, annotators: how many}
 * @return [{name, state: 'todo' | 'done' | 'running' | 'blocked', why: a key when blocked, values for the words, waiting: what it needs is still being read}]
 */
export function stepsOf({ dataset, connections, prelabelers, jobs, annotators }) {
  const by = dataset.by_status ?? {};
  const connected = !connections || Boolean(connections.label_studio?.base_url);
  const project = Boolean(dataset.ls_project_id ?? connections?.label_studio?.project_id);
  const outside = !connected ? 'connection' : !project ? 'project' : null;
  const ready = prelabelers === null ? null : prelabelers.filter((p) => p.ready).length;
  const free = unassigned(dataset);
  const found = {
    project: { why: connected ? null : 'connection', done: project, values: { id: dataset.ls_project_id ?? connections?.label_studio?.project_id } },
    import: { why: outside, done: dataset.count > 0 && !by.new, values: { n: by.new ?? 0, of: dataset.count } },
    prelabel: { why: ready === 0 ? 'prelabeler' : null, done: jobs.prelabel?.status === 'success', values: { n: dataset.count - (by.labeled ?? 0) } },
    score: { why: ready === 0 ? 'prelabeler' : null, done: jobs.score_uncertainty?.status === 'success', values: { n: dataset.count - (by.labeled ?? 0) } },
    assign: { why: annotators === 0 ? 'annotators' : null, done: dataset.count > 0 && free === 0, values: { n: free } },
    label: { why: null, done: dataset.count > 0 && (by.labeled ?? 0) === dataset.count, values: { n: by.labeled ?? 0, of: dataset.count } },
    export: { why: outside, done: jobs.export_from_ls?.status === 'success', values: {} },
  };
  return STEPS.map(({ name, job, outside: only }) => {
    const { why, done, values } = found[name];
    const state = active(jobs[job]) ? 'running' : done ? 'done' : why ? 'blocked' : 'todo';
    return { name, outside: Boolean(only), state, why, values, job: jobs[job] ?? null, waiting: prelabelers === null && (name === 'prelabel' || name === 'score') };
  });
}

/** The first step that can be done and is not: what to do next. Label Studio is not asked of those who have none. */
export const nextStep = (steps) => steps.find((s) => s.state === 'todo' && !s.outside)?.name ?? steps.find((s) => s.state === 'todo')?.name ?? null;
