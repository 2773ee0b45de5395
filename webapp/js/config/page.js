/** The Configuration tab: the data set, the checkpoint, what was downloaded, the export, what stays here. */
import { api, exportUrl } from '../api.js';
import { attr, h, icon, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { datasetName } from '../elements/status-line.js';
import { ago, bytes, explain, number, t } from '../i18n.js';
import { refresh } from '../live.js';
import { format } from '../router.js';
import { store } from '../store.js';
import { Chooser } from './chooser.js';

export class FlConfig extends FlElement {
  build() {
    this.className = 'page config';
    this.notice = h('fl-notice');
    this.offer = h('div', { class: 'offer', role: 'status', hidden: true });
    this.chooser = new Chooser((answer) => this.opened(answer), store.status?.dataset?.type === 'sprite' ? 'sprite' : store.status?.dataset?.path ? 'image' : 'sample');
    this.recent = h('ul', { class: 'recent' });
    this.now = h('p', { class: 'now' });
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.config')), this.notice, h('div', { class: 'config-scroll', 'data-scroller': true }, this.offer, h('div', { class: 'panels' },
      h('div', { class: 'panel-column' },
        this.panel('config.dataset', 'faces', this.now, this.chooser.element, h('h3', {}, t('config.recent')), this.recent)),
      h('div', { class: 'panel-column' }, this.exportPanel(), this.checkpointPanel(), this.celebaPanel(),
        this.panel('config.privacy', 'shield', h('ul', { class: 'plain' }, [1, 2, 3].map((i) => h('li', {}, t(`config.privacy.${i}`)))))))));
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
    this.readRecent();
  }

  panel(title, symbol, ...content) {
    return h('section', { class: 'panel', 'aria-label': t(title) }, h('h2', {}, icon(symbol), t(title)), ...content);
  }

  exportPanel() {
    this.predictions = h('input', { type: 'checkbox', on: { change: () => this.update() } });
    this.links = ['json', 'csv', 'jsonl'].map((name) => {
      const link = h('a', { class: 'button', download: `labels.${name}`, 'aria-label': t('config.export.as', { format: name.toUpperCase() }) }, icon('download'), name.toUpperCase());
      link.format = name;
      return link;
    });
    this.exportNote = h('p', { class: 'muted small' });
    return this.panel('config.export', 'download', h('p', { class: 'muted' }, t('config.export.more')),
      h('label', { class: 'check' }, this.predictions, t('config.export.predictions')), h('div', { class: 'row' }, this.links), this.exportNote);
  }

  checkpointPanel() {
    this.facts = h('dl', { class: 'facts' });
    return this.panel('config.checkpoint', 'chip', this.facts, h('p', { class: 'muted small' }, t('config.checkpoint.more')));
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
    const { dataset, checkpoint, embedding, download } = status;
    this.now.replaceChildren(h('span', { class: 'muted' }, `${t('config.now')} `), h('strong', {}, datasetName(dataset)),
      h('span', { class: 'muted' }, ` · ${t('status.items', { n: dataset?.count ?? 0 })}${dataset?.unreadable ? ` · ${t('work.unreadable', { n: dataset.unreadable })}` : ''}`),
      dataset?.path && h('span', { class: 'muted path' }, dataset.path) || '', status.message && h('span', { class: 'error path' }, status.message) || '');
    for (const link of this.links) attr(link, 'href', exportUrl(link.format, this.predictions.checked));
    text(this.exportNote, status.labeled_count ? t('config.labels', { n: status.labeled_count }) : t('config.export.none'));
    this.showFacts(checkpoint, embedding);
    this.showDownload(download);
  }

  showFacts(checkpoint, embedding) {
    const state = checkpoint?.error ? explain({ detail: checkpoint.error }) : t(checkpoint?.ready ? 'config.ready' : 'config.notready');
    const rows = [['config.name', checkpoint?.name], ['config.state', state], ['config.device', checkpoint?.device], ['config.dim', checkpoint?.dim && number(checkpoint.dim)],
      ['config.embedded', embedding && t('work.of', { done: embedding.done, total: embedding.total })]];
    const mark = JSON.stringify(rows);
    if (mark === this.factsMark) return;
    this.factsMark = mark;
    this.facts.replaceChildren(...rows.filter(([, v]) => v).map(([k, v]) => h('div', {}, h('dt', {}, t(k)), h('dd', { class: k === 'config.state' && checkpoint?.error ? 'error' : '' }, v))));
  }

  showDownload(download) {
    const state = download?.state ?? 'absent';
    text(this.celeba, t(`config.celeba.${state}`, { done: bytes(download?.done_bytes ?? 0), total: bytes(download?.total_bytes ?? 0) }));
    this.celebaBar.hidden = state !== 'running';
    this.celebaBar.max = download?.total_bytes || 1;
    this.celebaBar.value = download?.done_bytes ?? 0;
    text(this.celebaWhy, state === 'failed' || state === 'absent' ? download?.message ?? '' : '');
    this.celebaOpen.hidden = state !== 'done' || !download.path;
  }

  async readRecent() {
    try {
      const { recent = [] } = await api.datasets({ signal: this.life.signal });
      const symbol = { sample: 'faces', sprite: 'sheet' };
      this.recent.replaceChildren(...(recent.length ? recent.map((d) => {
        const name = datasetName(d);
        return h('li', {}, h('button', { type: 'button', class: 'browse-row', 'aria-label': t('config.recent.open', { name }), title: d.path ?? name, on: { click: () => this.chooser.submit(specOf(d)) } },
          icon(symbol[d.type] ?? 'folder'), h('span', { class: 'browse-name' }, name, d.path && h('span', { class: 'muted small path' }, d.path)),
          h('span', { class: 'muted small recent-facts' }, `${t('config.labels', { n: d.labels ?? 0 })} · ${ago(d.last_used)}`)));
      }) : [h('li', { class: 'muted small browse-none' }, t('config.recent.none'))]));
    } catch { /* the chooser works without the list */ }
  }

  opened({ dataset, count, restored_labels: kept }) {
    this.readRecent();
    store.say(null);
    this.chooser.show(dataset);
    const go = h('a', { class: 'button primary', href: format('label') }, t('config.golabel'));
    if (kept > 0) {
      const yes = h('button', { type: 'button', class: 'primary', on: { click: () => this.restore(yes) } }, t('config.restore.yes'));
      this.offer.replaceChildren(h('p', {}, t('config.restore', { n: kept })), yes, h('a', { class: 'button', href: format('label') }, t('config.restore.no')));
    } else this.offer.replaceChildren(h('p', {}, t('config.opened', { name: datasetName(dataset), n: dataset?.count ?? count })), go);
    this.offer.hidden = false;
    this.offer.scrollIntoView({ block: 'nearest' });
    this.offer.querySelector('.primary').focus();
  }

  async restore(button) {
    button.disabled = true;
    try {
      const answer = await api.restoreLabels();
      refresh();
      this.offer.replaceChildren(h('p', {}, t('config.restored', { n: answer.labeled_count })), h('a', { class: 'button primary', href: format('label') }, t('config.golabel')));
      this.offer.querySelector('.primary').focus();
    } catch (error) {
      button.disabled = false;
      store.say(explain(error), 'error');
    }
  }
}

function specOf(d) {
  if (d.type === 'sample') return { type: 'sample' };
  return d.type === 'sprite' ? { type: 'sprite', path: d.path, tile: d.tile } : { type: 'image', path: d.path };
}
