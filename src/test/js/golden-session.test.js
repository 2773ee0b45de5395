/** What the workbench keeps in its hands between the pages and the server. */
import assert from 'node:assert/strict';
import test from 'node:test';

const kept = new Map();
globalThis.localStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
globalThis.addEventListener = () => {};
globalThis.document = Object.assign(new EventTarget(), { documentElement: {}, cookie: '', visibilityState: 'visible', querySelector: () => null });
globalThis.location = { hash: '', search: '', href: 'http://127.0.0.1/', origin: 'http://127.0.0.1', pathname: '/' };
let listener;
globalThis.EventSource = class { constructor() { listener = this; this.on = {}; } addEventListener(name, act) { this.on[name] = act; } close() {} };
const sent = [];
globalThis.fetch = async (url, options = {}) => {
  sent.push([`${url}`, options.body]);
  return new Response(JSON.stringify({ golden: 1, bad: 0, neither: 1 }), { status: 200, headers: { 'Content-Type': 'application/json' } });
};

const { work } = await import('../../../webapp/js/golden/work/session.js');
const group = (patch) => ({ batch_id: 'g', prompt_id: 1, state: 'running', done: 2, total: 2, images: [{ seed: '1', image: 'a' }, { seed: '2', image: 'b' }], ...patch });
const tell = (batch) => listener.on.batch({ data: JSON.stringify(batch) });
const judged = () => sent.filter(([url]) => url.includes('selection'));

function open(batch) {
  sent.length = 0;
  Object.assign(work, { id: 's', prompt: { prompt_id: 1, index: 1, prompt: 'a red circle' }, phase: 'ready', next: null });
  work.table(batch);
  work.mark('1', 'golden');
}

test('whatIsConfirmedBeforeTheServersLastWordIsSentWithIt', () => {
  open(group());
  work.submit();
  assert.deepEqual(judged(), []);
  tell(group({ state: 'done' }));
  assert.equal(judged().length, 1);
  assert.match(judged()[0][1], /"golden":\["1"\]/);
});

test('aMarkAfterConfirmingIsASecondThought', () => {
  open(group());
  work.submit();
  work.mark('2', 'bad');
  tell(group({ state: 'done' }));
  assert.deepEqual(judged(), []);
  work.submit();
  assert.equal(judged().length, 1);
});

test('nothingIsConfirmedWhilePicturesAreMissing', () => {
  open(group({ done: 1 }));
  work.submit();
  tell(group({ state: 'done' }));
  assert.deepEqual(judged(), []);
});
