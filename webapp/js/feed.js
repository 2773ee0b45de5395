/** Something the server is asked for again and again. */
import { lost } from './live.js';

const AGAIN_MS = 900;

/** One endpoint, its place in a store that has `errors`, and whether its answer will change by itself. */
export class Feed {
  constructor(store, key, read, running = () => false) {
    Object.assign(this, { store, key, ask: read, running, timer: 0 });
  }

  async read() {
    clearTimeout(this.timer);
    const { store, key } = this;
    try {
      const answer = await this.ask();
      store.set({ [key]: answer, errors: { ...store.errors, [key]: null } });
      if (this.running(answer)) this.timer = setTimeout(() => this.read(), AGAIN_MS);
      return answer;
    } catch (error) {
      if (error.lost) lost();
      store.set({ errors: { ...store.errors, [key]: error } });
      return null;
    }
  }
}
