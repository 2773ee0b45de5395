import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Player } from '../../../webapp/js/sound.js';
import { clock, setLanguage } from '../../../webapp/js/i18n.js';

/** An audio element that does what it is told, when it is told. */
class FakeAudio extends EventTarget {
  currentTime = 0;
  duration = 4;
  readyState = 4;
  ended = false;
  paused = true;

  play() { this.paused = false; return Promise.resolve(); }

  pause() { if (!this.paused) { this.paused = true; this.emit('pause'); } }

  emit(type) { this.dispatchEvent(new Event(type)); }
}

function setUp() {
  const audios = [];
  const frames = [];
  const player = new Player(() => { const a = new FakeAudio(); audios.push(a); return a; }, (step) => frames.push(step));
  const face = (src) => {
    const f = { src, phases: [], frames: 0, onSound() { this.phases.push(player.phaseOf(src)); }, onFrame() { this.frames++; } };
    player.attach(f);
    return f;
  };
  return { audios, frames, player, face };
}

test('onlyOneSoundPlaysAtATime', () => {
  const { audios, player, face } = setUp();
  const [a, b] = [face('a'), face('b')];
  player.toggle('a');
  audios[0].emit('playing');
  assert.equal(player.phaseOf('a'), 'playing');
  player.toggle('b');
  audios[0].emit('playing');
  assert.equal(player.phaseOf('a'), 'idle');
  assert.equal(player.phaseOf('b'), 'playing');
  assert.equal(audios.length, 1);
  assert.equal(a.phases.at(-1), 'idle');
  assert.equal(b.phases.at(-1), 'playing');
});

test('noAudioElementIsMadeBeforeSomethingPlays', () => {
  const { audios, player, face } = setUp();
  face('a');
  player.pause();
  assert.equal(player.at('a', 4), 0);
  assert.equal(audios.length, 0);
});

test('theCursorGoesWithTheSoundAndStopsWithIt', () => {
  const { audios, frames, player, face } = setUp();
  const a = face('a');
  const other = face('b');
  player.play('a');
  audios[0].emit('playing');
  audios[0].currentTime = 1;
  frames.shift()();
  assert.equal(player.at('a', 4), 0.25);
  assert.equal(a.frames, 1);
  assert.equal(other.frames, 0);
  player.toggle('a');
  assert.equal(player.phaseOf('a'), 'paused');
  frames.shift()();
  assert.equal(a.frames, 1);
  assert.equal(frames.length, 0);
});

test('aFileThatDoesNotSayItsLengthIsMeasuredByTheServersWord', () => {
  const { audios, player, face } = setUp();
  face('a');
  player.play('a');
  Object.assign(audios[0], { duration: Infinity, currentTime: 2 });
  assert.equal(player.at('a', 8), 0.25);
});

test('seekingInAnotherSoundStopsThisOneAndPlaysFromThere', () => {
  const { audios, player, face } = setUp();
  face('a');
  face('b');
  player.play('a');
  audios[0].emit('playing');
  player.seek('b', 0.5, 4);
  assert.equal(player.src, 'b');
  assert.equal(audios[0].currentTime, 2);
  assert.equal(player.phaseOf('a'), 'idle');
});

test('anErrorStaysWithItsSoundAndASecondTryLoadsAnew', () => {
  const { audios, player, face } = setUp();
  face('a');
  face('b');
  player.play('a');
  audios[0].emit('error');
  assert.equal(player.phaseOf('a'), 'error');
  assert.equal(player.phaseOf('b'), 'idle');
  player.toggle('a');
  assert.equal(player.phaseOf('a'), 'loading');
});

test('aSoundWhoseCardIsGoneFallsSilent', () => {
  const { audios, player, face } = setUp();
  const a = face('a');
  player.play('a');
  audios[0].emit('playing');
  player.detach(a);
  assert.equal(audios[0].paused, true);
  assert.equal(player.src, null);
});

test('lengthsOfSoundsAreShort', () => {
  setLanguage('en');
  assert.deepEqual([0, 0.42, 7.46, 65, 3723].map(clock), ['0 s', '0.42 s', '7.5 s', '1:05', '1:02:03']);
});
