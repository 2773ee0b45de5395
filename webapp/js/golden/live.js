/** Reads what the workspace shares, and reads it again while something runs. */
import { Feed } from '../feed.js';
import { parse } from '../router.js';
import { goldenApi, goldenOutbox } from './api.js';
import { golden } from './store.js';

export const feeds = {
  models: new Feed(golden, 'models', () => goldenApi.models(), (a) => a.models.some((m) => m.state === 'loading')),
  sessions: new Feed(golden, 'sessions', async () => (await goldenApi.sessions()).sessions, () => false),
  analysis: new Feed(golden, 'analysis', () => goldenApi.analysis(), (a) => a.state === 'running'),
  learning: new Feed(golden, 'learning', () => goldenApi.learning(), (a) => a.state === 'running'),
};

const readAll = () => Promise.all(Object.values(feeds).map((feed) => feed.read()));

let begun = false;

/** Nothing is asked before somebody comes into the workspace. */
function enter() {
  if (parse(location.hash).workspace !== 'golden' || begun) return;
  begun = true;
  readAll();
}

export function startGolden() {
  goldenOutbox.onChange = () => golden.set({ unsent: goldenOutbox.count() });
  goldenOutbox.onChange();
  addEventListener('storage', () => goldenOutbox.onChange());
  addEventListener('hashchange', enter);
  addEventListener('fl-back', () => { if (begun) readAll(); });
  enter();
}
