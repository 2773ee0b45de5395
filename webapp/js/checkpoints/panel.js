/** The section "Model" of the Configuration tab: what serves, which checkpoints there are, and which of them learns best. */
import { api } from '../api.js';
import { attr, h, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { explain, t } from '../i18n.js';
import { lost, refresh } from '../live.js';
import { store } from '../store.js';
import { SwitchBanner } from './banner.js';
import { CheckpointComparison } from './comparison.js';
import { hubName, titleOf } from './facts.js';
import { feed } from './feed.js';
import { OtherCheckpoint } from './other.js';
import { CheckpointRow } from './row.js';
import { Serving } from './serving.js';

export class FlCheckpoints extends FlElement {
  build() {
    this.rows = new Map();
    this.serving = new Serving();
    this.banner = new SwitchBanner(() => this.endSwitch());
    this.heading = h('h3', { tabindex: '-1' }, t('checkpoint.list'));
    this.note = h('p', { class: 'checkpoint-note', hidden: true });
    this.wait = h('p', { class: 'muted small' }, t('checkpoint.reading'));
    this.list = h('ul', { class: 'checkpoint-list', 'aria-label': t('checkpoint.list') });
    this.hub = h('p', { class: 'muted small checkpoint-hub' });
    this.other = new OtherCheckpoint((id) => this.added(id));
    this.comparison = new CheckpointComparison((call) => this.send(call), (id) => this.send(() => api.useCheckpoint(id)));
    this.append(h('p', { class: 'muted small' }, t('checkpoint.more')), this.banner.element, this.serving.element, this.heading, this.note, this.wait, this.list, this.hub, this.other.element, this.comparison.element);
    this.listen(feed, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
    feed.follow(this.life.signal);
  }

  update() {
    const { status } = store;
    const { answer, error } = feed;
    if (status) this.serving.show(status, answer);
    this.wait.hidden = Boolean(answer) && !error;
    text(this.wait, error ? explain(error) : t('checkpoint.reading'));
    for (const part of [this.list, this.hub, this.other.element, this.comparison.element]) part.hidden = !answer;
    if (!answer) return;
    const shown = { ...answer, pinned: answer.pinned ?? this.pinned };
    this.banner.show(shown);
    this.showList(shown);
    this.showNotes(shown, status);
    this.comparison.show(shown, status?.labeled_count ?? 0);
  }

  /** Rows stay the same elements, so that the focus stays where it is. */
  showList(answer) {
    const shown = answer.checkpoints.map((c) => {
      if (this.states?.get(c.id) === 'downloading' && c.state === 'ready') store.say(t('checkpoint.arrived', { name: titleOf(c) }), 'ok');
      const row = this.rows.get(c.id) ?? new CheckpointRow((action, which) => this.act(action, which));
      this.rows.set(c.id, row);
      row.show(c, answer);
      return row.element;
    });
    this.states = new Map(answer.checkpoints.map((c) => [c.id, c.state]));
    const gone = [...this.list.children].filter((row) => !shown.includes(row));
    const focused = gone.some((row) => row.contains(document.activeElement));
    for (const row of gone) row.remove();
    shown.forEach((row, i) => { if (this.list.children[i] !== row) this.list.insertBefore(row, this.list.children[i] ?? null); });
    const there = new Set(answer.checkpoints.map((c) => c.id));
    for (const id of this.rows.keys()) if (!there.has(id)) this.rows.delete(id);
    if (focused) this.heading.focus();
  }

  showNotes(answer, status) {
    const notes = [answer.pinned && t('checkpoint.pinned'), answer.hub?.offline && t('checkpoint.offline'), !(answer.embeds_open_dataset ?? status?.data_type !== 'text') && t('checkpoint.texts')].filter(Boolean);
    this.note.hidden = notes.length === 0;
    attr(this.note, 'data-kind', answer.pinned || answer.hub?.offline ? 'warning' : null);
    text(this.note, notes.join(' '));
    const place = (answer.hub?.endpoint ?? '').replace(/^https?:\/\//, '').replace(/\/$/, '');
    text(this.hub, answer.hub?.offline || !place ? '' : t(answer.hub.token ? 'checkpoint.hub.token' : 'checkpoint.hub.notoken', { place }));
  }

  act(action, c) {
    const { name, revision = c.revision } = hubName(c.id);
    const wanted = revision && revision !== 'main' ? revision : undefined;
    const calls = {
      use: () => api.useCheckpoint(c.id), 'use-again': () => api.useCheckpoint(c.id), 'cancel-use': () => api.cancelUse(),
      download: () => api.downloadCheckpoint(name, wanted), resume: () => api.downloadCheckpoint(name, wanted), retry: () => api.downloadCheckpoint(name, wanted),
      cancel: () => api.cancelDownload(c.id), remove: () => api.removeCheckpoint(c.id),
    };
    return this.send(calls[action]);
  }

  /** Do it, then read how things stand. */
  async send(call) {
    try {
      return await call();
    } catch (error) {
      if (error.lost) lost();
      if (error.code === 'checkpoint-pinned') this.pinned = true;
      throw error;
    } finally {
      refresh();
      await feed.read();
    }
  }

  async endSwitch() {
    try {
      await this.send(() => api.cancelUse());
    } catch (error) {
      store.say(explain(error), 'error');
    }
  }

  /** What was added is in the list now: it is shown, and the focus goes to it. */
  async added(id) {
    await feed.read();
    await Promise.resolve();
    const row = this.rows.get(id);
    row?.element.scrollIntoView({ block: 'nearest' });
    row?.name.focus();
  }
}
