/** The desk of this page: who is logged in, what the server refuses, and what is sent when somebody logs in again. */
import { t } from '../../i18n.js';
import { lost } from '../../live.js';
import { store } from '../../store.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { hub } from '../store.js';
import { deskApi } from './api.js';
import { Desk } from './desk.js';

/** Another tab of this browser logged in as somebody else: this page is theirs now, and what waits here waits for its owner. */
async function needLogin(error) {
  if (error.code !== 'other-person') hub.set({ me: null, ended: error.code });
  else {
    try {
      hub.set({ me: await hubApi.me() });
    } catch { /* told by the store */ }
  }
}

let counting = 0;

/** The numbers in the status line follow, not at every key. */
function saved() {
  counting ||= setTimeout(() => { counting = 0; if (hub.me) feeds.mine.read(); }, 1200);
}

export const desk = new Desk({
  api: deskApi, storage: globalThis.localStorage, who: () => hub.me?.username ?? null,
  say: (words, kind) => store.say(words, kind), needLogin, lost, saved,
});

hub.addEventListener('change', (e) => {
  if (!e.detail.has('me') || !hub.me) return;
  // The same person again: what waited is sent, and the task is still on the screen.
  if (desk.owner) desk.enter(desk.dataset?.id);
  else desk.flush();
});
addEventListener('fl-back', () => desk.flush());
addEventListener('online', () => desk.flush());
addEventListener('storage', () => desk.told());

/** What waits, in words: one's own answers and those of others who used this browser. */
export function waitingWords() {
  const own = desk.unsent;
  return [own && t('desk.waits', { n: own }), ...desk.sender.others().map(({ person, n }) => t('desk.waits.others', { n, person }))].filter(Boolean);
}
