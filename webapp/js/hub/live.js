/** Knows who is logged in, and keeps data sets and running jobs true while somebody is: by server-sent events, and by asking where they do not get through. */
import { Feed } from '../feed.js';
import { lost } from '../live.js';
import { parse } from '../router.js';
import { prefs } from '../store.js';
import { hubApi, jobEventsUrl } from './api.js';
import { isOver, merged } from './jobs/progress.js';
import { hub } from './store.js';

const ASK_MS = 3000;
const SETTLE_MS = 400;

export const feeds = {
  datasets: new Feed(hub, 'datasets', readDatasets),
  accounts: new Feed(hub, 'accounts', async () => (await hubApi.accounts()).accounts),
  mine: new Feed(hub, 'mine', () => hubApi.myStats()),
};

/** All of them: a team has tens of data sets, not thousands. */
async function readDatasets() {
  const all = [];
  let after;
  do {
    const page = await hubApi.datasets(after);
    all.push(...page.datasets);
    after = page.next;
  } while (after);
  return all;
}

let source = null;
let timer = 0;
let settling = 0;

/** Who is logged in here? A page that is opened again still has its cookie. */
export async function readMe() {
  try {
    hub.set({ me: await hubApi.me(), ended: null, errors: { ...hub.errors, me: null } });
  } catch (error) {
    if (error.lost) lost();
    if (error.status !== 401) hub.set({ errors: { ...hub.errors, me: error } });
    // Nothing was open before: there is no session that ended.
    else if (!prefs.get('hub.session')) hub.set({ ended: null });
  }
}

export async function login(username, password) {
  await hubApi.login(username, password);
  await readMe();
}

export async function logout() {
  await hubApi.logout().catch((error) => { if (error.status !== 401) throw error; });
  prefs.set('hub.session', false);
  hub.set({ me: null, ended: null });
}

/** Jobs that wait or run, now. */
export async function readRunning() {
  clearTimeout(timer);
  if (hub.me?.role !== 'admin') return;
  try {
    const lists = await Promise.all(['running', 'queued'].map((status) => hubApi.jobs({ status })));
    hub.set({ running: lists.flatMap((l) => l.jobs) });
  } catch (error) {
    if (error.lost) lost();
  }
  if (hub.me && source?.readyState !== EventSource.OPEN) {
    if (source?.readyState === EventSource.CLOSED) open();
    timer = setTimeout(readRunning, ASK_MS);
  }
}

function open() {
  source?.close();
  source = new EventSource(jobEventsUrl);
  source.addEventListener('job', (event) => {
    try { accept(JSON.parse(event.data)); } catch { /* cut off in the middle: the next one is whole */ }
  });
  // What happened while the stream was down came by nobody.
  source.addEventListener('open', readRunning);
  source.addEventListener('error', () => { clearTimeout(timer); timer = setTimeout(readRunning, ASK_MS); });
}

/** One job changed. Pages hear of it by `fl-hub-job`. */
export function accept(job) {
  hub.set({ running: merged(hub.running, job) });
  dispatchEvent(new CustomEvent('fl-hub-job', { detail: job }));
  if (!isOver(job) || settling) return;
  settling = setTimeout(() => { settling = 0; feeds.datasets.read(); }, SETTLE_MS);
}

/** The last person whose data is held. */
let known = null;

/** Another person, or nobody any more: what was read for the one before is forgotten. */
function person() {
  const name = hub.me?.username ?? null;
  if (hub.me) {
    prefs.set('hub.session', true);
    dispatchEvent(new Event('fl-hub-login'));
  }
  if (name === known) return;
  known = name;
  source?.close();
  clearTimeout(timer);
  if (!name) {
    hub.set({ running: [] });
    return;
  }
  hub.set({ datasets: null, accounts: null, mine: null });
  if (hub.me.role === 'admin') {
    open();
    readRunning();
    feeds.datasets.read();
    feeds.accounts.read();
  } else feeds.mine.read();
}

/** Nothing is asked before somebody comes into the workspace, save for the jobs of one who was logged in. */
function enter() {
  if (hub.me === undefined && (parse(location.hash).workspace === 'hub' || prefs.get('hub.session'))) readMe();
}

export function startHub() {
  hub.addEventListener('change', (e) => { if (e.detail.has('me')) person(); });
  addEventListener('hashchange', enter);
  // For calls that are not made by hubApi.
  addEventListener('fl-hub-login-needed', (e) => { if (e.detail?.status === 401) hub.set({ me: null, ended: e.detail.code }); });
  addEventListener('fl-back', () => { if (hub.me) { readRunning(); feeds.datasets.read(); } else if (hub.errors.me) readMe(); });
  enter();
}
