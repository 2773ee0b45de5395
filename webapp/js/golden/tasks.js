/** The long work of the workspace in the shape of the bar's tasks. */
import { goldenApi } from './api.js';
import { feeds } from './live.js';

const ask = (call, feed) => () => call().catch(() => {}).finally(() => feed?.read());

export function goldenTasks({ models, analysis, learning, batch }) {
  const list = [];
  const loading = models?.models.find((m) => m.state === 'loading');
  if (loading) {
    list.push({ kind: 'model', name: 'work.golden.model', state: 'running', unit: 'bytes', done: loading.progress?.done ?? 0, total: loading.progress?.total ?? 0, cancel: ask(goldenApi.cancelModel, feeds.models) });
  }
  if (batch && ['queued', 'running'].includes(batch.state)) {
    list.push({ kind: 'batch', name: 'work.golden.batch', state: 'running', done: batch.done ?? 0, total: batch.total ?? 0, cancel: ask(() => goldenApi.cancelBatch(batch.batch_id)) });
  }
  for (const [kind, task, cancel, feed] of [['analysis', analysis, goldenApi.cancelAnalysis, feeds.analysis], ['learning', learning, goldenApi.cancelLearning, feeds.learning]]) {
    if (task?.state === 'running') list.push({ kind, name: `work.golden.${kind}`, state: 'running', done: task.done ?? 0, total: task.total ?? 0, cancel: ask(cancel, feed) });
  }
  return list;
}
