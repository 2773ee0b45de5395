/** Pictures and sounds of the tasks that come next are fetched before they are wanted; only a few are kept. */
import { peaksOf } from './wave.js';

const SLICES = 240;
/** Sounds longer than this many bytes are played as they come, without an outline. */
const LARGE = 60e6;

export class Prefetch {
  #held = new Map();

  /** @param make {image: (address) => handle, audio: …}  @param drop (handle), for what is kept no longer */
  constructor(make, { keep = 6, drop = () => {} } = {}) {
    Object.assign(this, { make, keep, drop });
  }

  /** The picture or sound of this address; begun at once when it was not asked for before. */
  get(kind, address) {
    const handle = this.#held.get(address) ?? this.make[kind](address);
    this.#held.delete(address);
    this.#held.set(address, handle);
    while (this.#held.size > this.keep) {
      const [oldest, old] = this.#held.entries().next().value;
      this.#held.delete(oldest);
      this.drop(old);
    }
    return handle;
  }

  forget(address) {
    const handle = this.#held.get(address);
    this.#held.delete(address);
    if (handle) this.drop(handle);
  }

  /** @param tasks those that come next, the next one first  @param now address of the one on the screen */
  ahead(kind, tasks, now) {
    if (!this.make[kind]) return;
    for (const task of tasks.slice(0, this.keep - 2).reverse()) if (task.media) this.get(kind, task.media);
    // Used last, so that it is dropped last.
    if (now) this.get(kind, now);
  }
}

/** A picture that loads, and is decoded before it is shown. */
export function loadPicture(address) {
  const image = Object.assign(new Image(), { decoding: 'async', draggable: false });
  image.src = address;
  image.decode().catch(() => { /* whoever shows it sees that it is broken */ });
  return image;
}

/**
 * A sound that is fetched whole: it plays at once and needs no session any more.
 * @return {src: null until it is there, whole: promise of {src, seconds, peaks}}; peaks is null without an outline
 */
export function loadSound(address, fetchBlob) {
  const handle = { src: null, gone: false };
  handle.whole = fetchBlob(address).then(async (blob) => {
    if (!handle.gone) handle.src = URL.createObjectURL(blob);
    return { src: handle.src, ...(await outlineOf(blob)) };
  });
  handle.whole.catch(() => { /* said where it is shown */ });
  return handle;
}

export function dropSound(handle) {
  handle.gone = true;
  if (handle.src) URL.revokeObjectURL(handle.src);
}

async function outlineOf(blob) {
  if (blob.size > LARGE) return { seconds: 0, peaks: null };
  try {
    const sound = await new OfflineAudioContext(1, 1, 22_050).decodeAudioData(await blob.arrayBuffer());
    return { seconds: sound.duration, peaks: peaksOf(sound.getChannelData(0), SLICES) };
  } catch {
    // Of a kind that the browser plays but does not unpack, or broken: the player says which.
    return { seconds: 0, peaks: null };
  }
}
