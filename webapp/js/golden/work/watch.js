/** Follows a group while it is made: by server-sent events, by asking where they do not get through. */
import { goldenApi, batchEventsUrl } from '../api.js';

const AGAIN_MS = 700;

export const isRunning = (batch) => batch?.state === 'queued' || batch?.state === 'running';

/** @param told (batch) with each news  @return stop() */
export function watch(id, told) {
  let over = false;
  let timer = 0;
  const source = new EventSource(batchEventsUrl(id));
  const stop = () => { over = true; clearTimeout(timer); source.close(); };
  const take = (batch) => {
    if (over) return;
    told(batch);
    if (!isRunning(batch)) stop();
  };
  const ask = async () => {
    if (over) return;
    try { take(await goldenApi.batch(id)); } catch { /* asked again */ }
    if (!over) timer = setTimeout(ask, AGAIN_MS);
  };
  source.addEventListener('batch', (event) => {
    try { take(JSON.parse(event.data)); } catch { /* cut off in the middle: the next one is whole */ }
  });
  source.addEventListener('error', () => { clearTimeout(timer); timer = setTimeout(ask, AGAIN_MS); });
  return stop;
}
