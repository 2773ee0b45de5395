/**
 * Who plays: at most one sound of the page at a time, through one audio element that is made when first needed.
 * Faces of sounds attach themselves and are told of every change of their own sound, and of each frame while it plays.
 */
export class Player {
  /** @param make () => an audio element  @param frame as requestAnimationFrame */
  constructor(make, frame) {
    this.make = make;
    this.nextFrame = frame;
    this.faces = new Set();
    /** Address of the current sound, or null */
    this.src = null;
    /** 'idle', 'loading', 'playing', 'paused', 'error' */
    this.phase = 'idle';
  }

  attach(face) { this.faces.add(face); }

  detach(face) {
    this.faces.delete(face);
    // Its card has gone: a sound that nobody shows any more falls silent.
    if (face.src === this.src && ![...this.faces].some((f) => f.src === this.src)) this.stop();
  }

  phaseOf(src) { return src !== null && src === this.src ? this.phase : 'idle'; }

  /** How far the sound is, 0 to 1. @param seconds its length where the file does not say */
  at(src, seconds) {
    if (src !== this.src || !this.audio) return 0;
    const length = Number.isFinite(this.audio.duration) && this.audio.duration > 0 ? this.audio.duration : seconds;
    return length > 0 ? Math.min(1, this.audio.currentTime / length) : 0;
  }

  /** Play or stop; a sound that played to its end begins anew. */
  toggle(src) {
    if (this.phaseOf(src) === 'playing' || this.phaseOf(src) === 'loading') this.pause();
    else this.play(src);
  }

  play(src) {
    this.element();
    if (src !== this.src || this.phase === 'error') this.load(src);
    else if (this.audio.ended) this.audio.currentTime = 0;
    this.set('loading');
    // Refused or cut short by another sound: the element's events say which.
    this.audio.play()?.catch?.((e) => { if (e.name === 'NotAllowedError' && src === this.src) this.set('paused'); });
  }

  pause() {
    this.audio?.pause();
    if (this.phase === 'playing' || this.phase === 'loading') this.set('paused');
  }

  /** Silence, and no sound is the current one. */
  stop() {
    const before = this.src;
    this.audio?.pause();
    this.src = null;
    this.phase = 'idle';
    this.tell(before);
  }

  /** Go to a place of the sound, 0 to 1, and play from there. */
  seek(src, share, seconds) {
    if (src !== this.src || this.phase === 'error') this.play(src);
    const go = () => {
      const { duration } = this.audio;
      if (src === this.src) this.audio.currentTime = share * (Number.isFinite(duration) && duration > 0 ? duration : seconds ?? 0);
    };
    if (this.audio.readyState >= 1) go();
    else this.audio.addEventListener('loadedmetadata', go, { once: true });
    if (this.phase !== 'playing') this.play(src);
  }

  load(src) {
    const before = this.src;
    this.audio.pause();
    this.src = src;
    this.phase = 'idle';
    this.audio.src = src;
    this.tell(before);
  }

  element() {
    if (this.audio) return;
    this.audio = this.make();
    this.audio.preload = 'none';
    const on = (type, listener) => this.audio.addEventListener(type, () => { if (this.src !== null) listener(); });
    on('playing', () => { this.set('playing'); this.run(); });
    on('waiting', () => { if (this.phase === 'playing') this.set('loading'); });
    on('pause', () => { if (this.phase === 'playing') this.set('paused'); });
    on('ended', () => this.set('idle'));
    on('error', () => this.set('error'));
    on('seeked', () => this.tell(this.src));
  }

  set(phase) {
    if (this.phase === phase) return;
    this.phase = phase;
    this.tell(this.src);
  }

  tell(...sources) { for (const face of this.faces) if (face.src === this.src || sources.includes(face.src)) face.onSound(); }

  /** While it plays the cursor goes with it, frame by frame. */
  run() {
    if (this.running) return;
    this.running = true;
    const step = () => {
      if (this.phase !== 'playing') {
        this.running = false;
        return;
      }
      for (const face of this.faces) if (face.src === this.src) face.onFrame();
      this.nextFrame(step);
    };
    this.nextFrame(step);
  }
}

export const player = new Player(() => new Audio(), (step) => requestAnimationFrame(step));
