/** The Configuration tab: the data set, the checkpoints, how it learns, labels and embeddings in and out, what stays here. */
import { api } from '../api.js';
import { h, icon, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { datasetName, itemsWords } from '../elements/status-line.js';
import { ago, bytes, said, t } from '../i18n.js';
import { format, parse } from '../router.js';
import { store } from '../store.js';
import { Chooser } from './chooser.js';
import { ExportPanel } from './export.js';
import { kindOf, specOf } from './kinds.js';
import { Opened } from './opened.js';

/** The sections one can jump to, `?part=NAME`, with their titles. */
const PARTS = { data: 'config.dataset', model: 'checkpoint.title', export: 'config.export', import: 'import.title', training: 'options.title', embeddings: 'vectors.title' };

export class FlConfig extends FlElement {
  build() {
    this.className = 'page config';
    this.notice = h('fl-notice');
    this.chooser = new Chooser((answer, spec) => this.opened(answer, spec), store.status?.dataset?.type ?? 'sample');
    this.offer = new Opened((spec) => this.chooser.submit(spec));
    this.exports = new ExportPanel();
    this.recent = h('ul', { class: 'recent' });
    this.now = h('p', { class: 'now' });
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.config')), this.notice, h('div', { class: 'config-scroll', 'data-scroller': true }, this.offer.element, this.jumps(), h('div', { class: 'panels' },
      h('div', { class: 'panel-column' }, this.panel('config.dataset', 'faces', this.now, h('h3', {}, t('config.recent')), this.recent, h('h3', {}, t('config.type')), this.chooser.element), this.panel('checkpoint.title', 'chip', h('fl-checkpoints'))),
      h('div', { class: 'panel-column' }, this.panel('config.export', 'download', ...this.exports.content), this.panel('import.title', 'up', h('fl-import')),
        this.panel('options.title', 'like', h('fl-training')), this.panel('vectors.title', 'numbers', h('fl-vectors')), this.celebaPanel(),
        this.panel('config.privacy', 'shield', h('ul', { class: 'plain' }, [1, 2, 3].map((i) => h('li', {}, t(`config.privacy.${i}`)))))))));
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
    this.readRecent();
    this.onParams(parse(location.hash).params);
  }

  jumps() {
    const link = ([part, words]) => h('a', { href: format('config', { part }), on: { click: () => this.onParams({ part }, true) } }, t(words));
    return h('nav', { class: 'config-jumps', 'aria-label': t('config.jump') }, Object.entries(PARTS).map(link));
  }

  /** Shows the section that the address names, once all of them are there. */
  onParams({ part }, focus = false) {
    if (!Object.hasOwn(PARTS, part)) return;
    requestAnimationFrame(() => {
      const heading = this.querySelector(`[data-title="${PARTS[part]}"] > h2`);
      heading?.parentElement.scrollIntoView({ block: 'start' });
      if (focus) heading?.focus({ preventScroll: true });
    });
  }

  panel(title, symbol, ...content) {
    return h('section', { class: 'panel', 'aria-label': t(title), 'data-title': title }, h('h2', { tabindex: '-1' }, icon(symbol), t(title)), ...content);
  }

  celebaPanel() {
    this.celeba = h('p', {});
    this.celebaBar = h('progress', { 'aria-label': t('config.celeba') });
    this.celebaWhy = h('p', { class: 'muted small' });
    this.celebaOpen = h('button', { type: 'button', hidden: true, on: { click: () => this.chooser.submit({ type: 'sprite', path: store.status.download.path, tile: 48 }) } }, t('config.celeba.open'));
    return this.panel('config.celeba', 'sheet', this.celeba, this.celebaBar, this.celebaWhy, h('div', { class: 'row' }, this.celebaOpen));
  }

  update() {
    const { status } = store;
    if (!status) return;
    const { dataset, download } = status;
    if (!this.shownFirst && dataset) {
      this.shownFirst = true;
      // Whoever has begun to choose goes on choosing.
      if (!this.chooser.touched) this.chooser.show(dataset);
    }
    this.now.replaceChildren(h('span', { class: 'muted' }, `${t('config.now')} `), h('strong', {}, datasetName(dataset)),
      h('span', { class: 'muted' }, ` · ${dataset ? t(`config.type.${dataset.type}`) : ''} · ${itemsWords(status)}${dataset?.unreadable ? ` · ${t('work.unreadable', { n: dataset.unreadable })}` : ''}`),
      dataset?.path && h('span', { class: 'muted path' }, dataset.path) || '', status.message && h('span', { class: 'error path' }, said(status.message)) || '');
    this.exports.update(status.labeled_count);
    this.showDownload(download);
  }

  showDownload(download) {
    const state = download?.state ?? 'absent';
    text(this.celeba, t(`config.celeba.${state}`, { done: bytes(download?.done_bytes ?? 0), total: bytes(download?.total_bytes ?? 0) }));
    this.celebaBar.hidden = state !== 'running';
    this.celebaBar.max = download?.total_bytes || 1;
    this.celebaBar.value = download?.done_bytes ?? 0;
    text(this.celebaWhy, state === 'failed' || state === 'absent' ? said(download?.message) : '');
    this.celebaOpen.hidden = state !== 'done' || !download.path;
  }

  async readRecent() {
    try {
      const { recent = [] } = await api.datasets({ signal: this.life.signal });
      this.recent.replaceChildren(...(recent.length ? recent.map((d) => this.recentRow(d)) : [h('li', { class: 'muted small browse-none' }, t('config.recent.none'))]));
    } catch { /* the chooser works without the list */ }
  }

  recentRow(d) {
    const name = datasetName(d);
    const kind = t(`config.type.${d.type}`);
    return h('li', {}, h('button', { type: 'button', class: 'browse-row', 'aria-label': t('config.recent.open', { name }), title: d.path ?? name, on: { click: () => this.chooser.submit(specOf(d)) } },
      icon(kindOf(d.type).icon), h('span', { class: 'browse-name' }, name, h('span', { class: 'muted small recent-kind' }, d.type === 'sample' ? '' : kind), d.path && h('span', { class: 'muted small path' }, d.path)),
      h('span', { class: 'muted small recent-facts' }, `${t('config.labels', { n: d.labels ?? 0 })} · ${ago(d.last_used)}`)));
  }

  opened(answer, spec) {
    this.readRecent();
    store.say(null);
    this.chooser.show(answer.dataset);
    this.offer.show(answer, spec);
  }
}
