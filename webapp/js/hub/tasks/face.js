/** What a task shows: its text, its picture, its sound. */
import { h, icon } from '../../dom.js';
import { t } from '../../i18n.js';
import { smaller } from '../api.js';

/** The last part of a path: what a picture or sound is called. */
export const fileName = (task) => String(task.data?.file ?? task.key ?? '').split('/').at(-1);

/** Small, for a row. @param kind of the data set */
export function smallFace(task, kind) {
  if (kind === 'image') return h('span', { class: 'task-thumb' }, h('img', { src: smaller(task.media, 96), alt: '', loading: 'lazy', decoding: 'async' }), h('span', { class: 'ellipsis', dir: 'auto' }, fileName(task)));
  if (kind === 'audio') return h('span', { class: 'task-thumb' }, icon('sound'), h('span', { class: 'ellipsis', dir: 'auto' }, fileName(task)));
  return h('span', { class: 'task-text', dir: 'auto' }, (task.text ?? '').slice(0, 300));
}

/** In full. */
export function largeFace(task, kind) {
  if (kind === 'image') return h('a', { href: task.media, target: '_blank', rel: 'noopener', 'aria-label': t('task.large') }, h('img', { class: 'task-picture', src: smaller(task.media, 512), alt: fileName(task) }));
  if (kind === 'audio') return h('audio', { controls: true, preload: 'none', src: task.media });
  return h('p', { class: 'task-whole', dir: 'auto' }, task.text ?? '');
}
