import assert from 'node:assert/strict';
import { test } from 'node:test';

globalThis.localStorage ??= { getItem: () => null, setItem: () => {} };
const { get } = await import('../../../webapp/js/api.js');

const answering = (status, body) => { globalThis.fetch = async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }); };
const refusal = async (status, body) => {
  answering(status, body);
  return get('status').then(() => assert.fail('was answered'), (error) => error);
};

test('anAnswerOfTheBareServerIsNoRefusal', async () => {
  // While the program stops or is not there yet: what was to be sent is kept.
  for (const status of [404, 502, 503, 504]) {
    const error = await refusal(status, '<html>not here</html>');
    assert.equal(error.lost, true, String(status));
  }
});

test('theProgramsOwnRefusalsAreRefusals', async () => {
  for (const [status, code] of [[404, 'no-such-task'], [409, 'already-labeled'], [503, 'busy']]) {
    const error = await refusal(status, { code, detail: 'No.' });
    assert.equal(error.lost, false, code);
    assert.equal(error.code, code);
  }
});

test('noAnswerAtAllIsALostConnection', async () => {
  globalThis.fetch = async () => { throw new TypeError('Failed to fetch'); };
  await assert.rejects(get('status'), (error) => error.lost && error.code === 'network');
});
