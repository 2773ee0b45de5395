/** Keeps the status true: server-sent events, and polling where they do not get through. */
import { api, eventsUrl, outbox } from './api.js';
import { store } from './store.js';

const RETRY_MS = 2000;
let source = null;
let timer = 0;

export function start() {
  outbox.onChange = () => store.set({ unsent: outbox.count() });
  outbox.onChange();
  // Another page of this browser may send what this one kept.
  addEventListener('storage', () => outbox.onChange());
  addEventListener('online', poll);
  open();
  poll();
}

function open() {
  source?.close();
  source = new EventSource(eventsUrl);
  source.addEventListener('status', (event) => {
    try { accept(JSON.parse(event.data)); } catch { /* cut off in the middle: the next one is whole */ }
  });
  source.addEventListener('error', () => {
    later();
  });
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(poll, store.connection === 'lost' ? RETRY_MS : 300);
}

async function poll() {
  clearTimeout(timer);
  try {
    accept(await api.status());
    if (source.readyState === EventSource.CLOSED) open();
    if (source.readyState !== EventSource.OPEN) later();
  } catch (error) {
    store.set({ connection: error.lost ? 'lost' : store.connection });
    later();
  }
}

/** Ask now: after an action, so that the page does not wait for the next event. */
export const refresh = poll;

function accept(status) {
  const back = store.connection !== 'online';
  if (back) dispatchEvent(new Event('fl-back'));
  store.set({ status, connection: 'online' });
  if (back || outbox.count(status.dataset?.id)) dispatchEvent(new Event('fl-online'));
}

/** A request got no answer: say so at once instead of waiting for the next event. */
export function lost() {
  store.set({ connection: 'lost' });
  later();
}
