/** Reads what the workspace shares, and reads it again while something runs. */
import { lost } from '../live.js';
import { parse } from '../router.js';
import { goldenApi, goldenOutbox } from './api.js';
import { golden } from './store.js';

const AGAIN_MS = 900;

/** One endpoint, its place in the store, and whether its answer will change by itself. */
class Feed {
  constructor(key, read, running) {
    Object.assign(this, { key, ask: read, running, timer: 0 });
  }

  async read() {
    clearTimeout(this.timer);
    try {
      const answer = await this.ask();
      golden.set({ [this.key]: answer, errors: { ...golden.errors, [this.key]: null } });
      if (this.running(answer)) this.timer = setTimeout(() => this.read(), AGAIN_MS);
      return answer;
    } catch (error) {
      if (error.lost) lost();
      golden.set({ errors: { ...golden.errors, [this.key]: error } });
      return null;
    }
  }
}

export const feeds = {
  models: new Feed('models', () => goldenApi.models(), (a) => a.models.some((m) => m.state === 'loading')),
  sessions: new Feed('sessions', async () => (await goldenApi.sessions()).sessions, () => false),
  analysis: new Feed('analysis', () => goldenApi.analysis(), (a) => a.state === 'running'),
  learning: new Feed('learning', () => goldenApi.learning(), (a) => a.state === 'running'),
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
