/** What GET /checkpoints says, turned into what can be done about each checkpoint. Without any DOM. */
import { said } from '../i18n.js';

/** So many confirmed labels are needed before checkpoints can be compared on them. */
export const ENOUGH_LABELS = 50;

/** Something changes by itself: the list is worth reading again in a moment. */
export const isRunning = (answer) => Boolean(answer) && (answer.checkpoints.some((c) => c.state === 'downloading')
  || isSwitching(answer) || answer.comparison?.state === 'running');

/** Another checkpoint is on its way to serve. */
export const isSwitching = (answer) => Boolean(answer?.switching) && answer.switching.state !== 'failed';

/** Using it means to download it first. */
export const mustDownload = (c) => c.source === 'hub' && c.state !== 'ready' && !c.in_cache;

/** How a checkpoint is called: by its title, else by its whole name with the revision that is not the main one. */
export function titleOf(c) {
  // Without a title of its own it has the last part of its name; whose it is says more.
  if (c.title && c.title !== c.name && !c.name?.endsWith(`/${c.title}`)) return said(c.title);
  return c.source === 'hub' && c.revision && c.revision !== 'main' ? `${c.name} @ ${c.revision}` : c.name || c.id;
}

/** Name and revision of a checkpoint of the hub, from its id. */
export function hubName(id) {
  const at = id.indexOf('@');
  return at < 0 ? { name: id } : { name: id.slice(0, at), revision: id.slice(at + 1) };
}

/**
 * The one thing to do next with a checkpoint.
 * @return null, or 'use', 'resume' (the download), 'retry' (the download), 'use-again' (after a switch that failed),
 *   'cancel' (the download), 'cancel-use' (the switch)
 */
export function primaryAction(c, answer) {
  const { switching } = answer;
  if (switching?.id === c.id) return switching.state === 'failed' ? 'use-again' : 'cancel-use';
  if (c.state === 'downloading') return 'cancel';
  if (c.active) return null;
  if (c.state === 'paused') return 'resume';
  // What is on disk already and was refused is tried again by using it; there is nothing to download.
  if (c.state === 'failed') return c.source === 'hub' ? 'retry' : 'use-again';
  return 'use';
}

/** Why the primary action cannot be taken now: 'pinned', 'offline' or null. */
export function blockedBy(c, answer) {
  const action = primaryAction(c, answer);
  if (action === null || action.startsWith('cancel')) return null;
  if (answer.pinned && action.startsWith('use')) return 'pinned';
  return answer.hub?.offline && mustDownload(c) ? 'offline' : null;
}

/** What else can be done, beside the primary action: 'download', 'remove'. */
export function secondaryActions(c, answer) {
  const busy = c.state === 'downloading' || (isSwitching(answer) && answer.switching.id === c.id);
  const actions = [];
  if (c.state === 'absent' && mustDownload(c) && !busy && !answer.hub?.offline) actions.push('download');
  if (c.removable && !c.active && !busy && (c.disk_bytes > 0 || c.source === 'folder' || c.source === 'imported')) actions.push('remove');
  return actions;
}

/** Removing it takes something from the disk that is not brought back by one click. */
export const asksBeforeRemoving = (c) => c.source !== 'folder';

/** How far a checkpoint is on its way: {done, total, unit: 'bytes' or 'items', rate, left: seconds} or null. */
export function progressOf(c, answer) {
  const { progress } = c;
  if (progress && (c.state === 'downloading' || c.state === 'paused' || c.state === 'failed')) {
    return { done: progress.done_bytes, total: progress.total_bytes, unit: 'bytes', rate: c.state === 'downloading' ? progress.rate : 0, left: c.state === 'downloading' ? progress.eta_s : 0, file: progress.file, filesDone: progress.files_done, files: progress.files };
  }
  const s = answer.switching;
  if (s?.id === c.id && s.state === 'embedding') return { done: s.done, total: s.total, unit: 'items', rate: s.rate, left: s.eta_s };
  return null;
}

/** A remaining time that is known. */
export const known = (seconds) => typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0;

/** Where on the hub: what a person types or pastes. */
const PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;
const REVISION = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/;

/**
 * A name of the hub as a person types it: `owner/name`, `owner/name@revision`, or a page's address that was copied.
 * @return {name, revision: undefined for the main one, problem: null or 'hub-name' or 'hub-revision'}
 */
export function parseHub(typedName, typedRevision = '') {
  let name = typedName.trim();
  let revision = typedRevision.trim();
  if (/^https?:\/\//i.test(name)) {
    const [owner, repo, tree, ...rest] = name.replace(/^https?:\/\/[^/]*\/?/i, '').replace(/[?#].*$/, '').split('/').filter(Boolean);
    name = [owner, repo].filter(Boolean).join('/');
    if (tree === 'tree' && !revision) {
      try { revision = decodeURIComponent(rest.join('/')); } catch { return { name, revision: undefined, problem: 'hub-revision' }; }
    }
  }
  const at = name.indexOf('@');
  if (at > 0) {
    revision ||= name.slice(at + 1);
    name = name.slice(0, at);
  }
  const parts = name.split('/');
  const bad = parts.length !== 2 || parts.some((p) => !PART.test(p) || p.includes('..') || p.endsWith('.'));
  if (bad) return { name, revision: undefined, problem: 'hub-name' };
  if (revision && (!REVISION.test(revision) || revision.includes('..') || revision.includes('//'))) return { name, revision, problem: 'hub-revision' };
  return { name, revision: revision && revision !== 'main' ? revision : undefined, problem: null };
}

/**
 * What a comparison still needs.
 * @return {refusal: null or 'texts', 'labels', 'one', 'switching', with the words `learns.not.NAME`, values for them, ready: how many can be compared}
 */
export function comparable(answer, labels) {
  const ready = answer.checkpoints.filter((c) => c.state === 'ready').length;
  const n = ENOUGH_LABELS - labels;
  const refusal = answer.embeds_open_dataset === false ? 'texts' : n > 0 ? 'labels' : ready < 2 ? 'one' : isSwitching(answer) ? 'switching' : null;
  return { refusal, values: { n, least: ENOUGH_LABELS }, ready };
}

/** So many more labels now that it is worth comparing again; labels that are held out never take part. */
export const isOld = (measured, now) => now >= 1.5 * measured;

/**
 * The results of a comparison, best first, to be drawn.
 * @return {rows: [{…result, best}], sure: whether the best one's range lies above the next one's}
 */
export function ranked(results = []) {
  const rows = [...results].sort((a, b) => b.accuracy - a.accuracy || b.low - a.low).map((r, i) => ({ ...r, best: i === 0 }));
  return { rows, sure: rows.length > 1 && rows[0].low > rows[1].high };
}

/** Beside which field of the import an error belongs: 'numbers', 'ids', 'name' or null for all of them. */
export const importField = (code = '') => ({ 'bad-npy': 'numbers', 'bad-ids': 'ids', 'no-match': 'ids', 'bad-name': 'name' })[code] ?? null;

/** Whether the checkpoint of a data set became another one between two statuses. */
export function swapped(before, after) {
  const [was, is] = [before?.checkpoint, after?.checkpoint];
  return Boolean(was?.ready && is?.ready && was.name && is.name) && before.dataset?.id === after.dataset?.id && (was.id ?? was.name) !== (is.id ?? is.name);
}

/** What well-known checkpoints are good for: the words are `checkpoint.for.NAME`. */
const GOOD_FOR = [['mini-clip', 'mini'], ['laion/clip-vit-b-32-', 'laion32'], ['openai/clip-vit-base-patch32', 'openai32'], ['openai/clip-vit-base-patch16', 'openai16'],
  ['openai/clip-vit-large-patch14', 'openai14'], ['google/siglip2-', 'siglip2'], ['timm/resnet50_clip', 'resnet'], ['timm/resnet101_clip', 'resnet']];

export function goodFor(c) {
  if (c.source === 'folder') return null;
  return GOOD_FOR.find(([start]) => c.id.toLowerCase().startsWith(start))?.[1] ?? null;
}
