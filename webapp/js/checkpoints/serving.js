/** What serves now for the open data set: which checkpoint, on what, how fast, how far, and what it takes on the disk. */
import { attr, h, text } from '../dom.js';
import { bytes, duration, number, said, t } from '../i18n.js';
import { known, titleOf } from './facts.js';

const ROWS = ['name', 'state', 'architecture', 'dim', 'device', 'speed', 'read', 'disk'];

/** Each line's words, null for what is not known. @param status of GET /status  @param answer of GET /checkpoints or null */
export function servingFacts(status, answer) {
  const { checkpoint, embedding } = status;
  // Texts may be read by a model of their own; then the checkpoint in use is not what serves.
  const c = answer?.embeds_open_dataset === false ? null : answer?.checkpoints.find((x) => x.active) ?? null;
  const speed = checkpoint?.images_per_second || c?.images_per_second;
  const precision = checkpoint?.precision ?? answer?.precision;
  const running = embedding?.state === 'running';
  const of = embedding?.total > 0 && t('work.of', { done: number(embedding.done), total: number(embedding.total) });
  return {
    name: c ? titleOf(c) : checkpoint?.name ?? null,
    state: checkpoint?.error ? said(checkpoint.error) : checkpoint?.ready ? null : t('config.notready'),
    architecture: c?.architecture ?? null,
    dim: checkpoint?.dim ? number(checkpoint.dim) : null,
    device: checkpoint?.device ? [checkpoint.device, precision, checkpoint.device_reason].filter(Boolean).join(' · ') : null,
    speed: speed > 0 ? t(`serving.speed.${status.data_type ?? 'image'}`, { n: number(speed, speed < 10 ? 1 : 0) }) : null,
    read: of ? [of, running && known(embedding.eta_s) && t('work.left', { time: duration(embedding.eta_s) }), !running && embedding.state !== 'done' && t(`work.${embedding.state}`),
      embedding.unreadable > 0 && t('work.unreadable', { n: embedding.unreadable })].filter(Boolean).join(' · ') : null,
    disk: c ? [c.disk_bytes > 0 && t('serving.disk.model', { size: bytes(c.disk_bytes) }), c.store_bytes > 0 && t('serving.disk.store', { size: bytes(c.store_bytes) })].filter(Boolean).join(t('list.comma')) || null : null,
  };
}

export class Serving {
  constructor() {
    this.values = Object.fromEntries(ROWS.map((row) => [row, h('dd', {})]));
    this.element = h('dl', { class: 'facts' }, ROWS.map((row) => h('div', {}, h('dt', {}, t(`serving.${row}`)), this.values[row])));
  }

  show(status, answer) {
    const facts = servingFacts(status, answer);
    for (const row of ROWS) {
      const value = this.values[row];
      value.parentElement.hidden = !facts[row];
      text(value, facts[row] ?? '');
    }
    attr(this.values.name, 'title', facts.name);
    attr(this.values.state, 'class', status.checkpoint?.error ? 'error' : null);
  }
}
