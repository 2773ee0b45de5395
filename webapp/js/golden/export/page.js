/** The Export page: the records as files, and files back into records. */
import { attr, h, icon, text } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { explain, said, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { goldenApi, goldenExportUrl } from '../api.js';
import { feeds } from '../live.js';
import { choose } from '../setup/field.js';
import { golden } from '../store.js';

const FORMATS = { json: 'JSON', csv: 'CSV', parquet: 'Parquet', pairs: 'JSON Lines', zip: 'ZIP' };
const REPORT = ['sessions', 'batches', 'images', 'repeated'];

export class FlGoldenExport extends FlElement {
  build() {
    this.className = 'page golden-export config';
    this.session = h('select', { id: 'export-session', on: { change: () => this.changed() } });
    this.links = Object.entries(FORMATS).map(([format, name]) => {
      const link = h('a', { class: 'button', download: '', 'aria-label': t('takeout.download', { name: t(`takeout.${format}`) }) }, icon('download'), name);
      return { format, link, row: h('li', { class: 'export-row' }, h('div', {}, h('h3', {}, t(`takeout.${format}`)), h('p', { class: 'muted' }, t(`takeout.${format}.more`))), link) };
    });
    this.note = h('p', { class: 'muted small' });
    this.input = h('input', { type: 'file', id: 'golden-import', class: 'visually-hidden', accept: '.json,.zip,application/json,application/zip', on: { change: () => this.take(this.input.files[0]) } });
    this.drop = h('label', { class: 'drop', for: 'golden-import' }, icon('up'), h('span', {}, t('golden.import.drop')));
    this.report = h('div', { class: 'import-report', role: 'status' });
    for (const type of ['dragover', 'dragenter']) this.listen(this.drop, type, (e) => { e.preventDefault(); attr(this.drop, 'data-over', true); });
    for (const type of ['dragleave', 'drop']) this.listen(this.drop, type, () => attr(this.drop, 'data-over', null));
    this.listen(this.drop, 'drop', (e) => { e.preventDefault(); this.take(e.dataTransfer.files[0]); });
    const panel = (title, symbol, ...content) => h('section', { class: 'panel', 'aria-label': t(title) }, h('h2', {}, icon(symbol), t(title)), ...content);
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.export')), h('fl-notice'), h('div', { class: 'config-scroll', 'data-scroller': true }, h('div', { class: 'panels' },
      h('div', { class: 'panel-column' }, panel('takeout', 'download', h('div', { class: 'field' }, h('label', { for: 'export-session' }, t('takeout.which')), this.session), h('ul', { class: 'export-list' }, this.links.map((l) => l.row)), this.note)),
      h('div', { class: 'panel-column' }, panel('golden.import', 'up', h('p', { class: 'muted' }, t('golden.import.more')), this.input, this.drop, this.report)))));
    this.listen(golden, 'change', (e) => { if (e.detail.has('sessions')) this.changed(); });
    feeds.sessions.read();
  }

  update() {
    const sessions = golden.sessions ?? [];
    choose(this.session, [['', t('takeout.all')], ...sessions.map((s) => [s.session_id, s.name])], this.session.value);
    const judged = sessions.filter((s) => !this.session.value || s.session_id === this.session.value).reduce((n, s) => n + (s.decided ?? 0), 0);
    for (const { format, link } of this.links) {
      attr(link, 'href', judged ? goldenExportUrl(format, this.session.value) : null);
      attr(link, 'aria-disabled', judged ? null : 'true');
    }
    text(this.note, judged ? t('takeout.count', { n: judged }) : t('takeout.none'));
  }

  async take(file) {
    if (!file || this.busy) return;
    this.busy = true;
    this.report.replaceChildren(h('p', { class: 'muted' }, t('golden.import.reading', { name: file.name })));
    try {
      const answer = await goldenApi.importFile(file);
      const skipped = answer.skipped ?? [];
      this.report.replaceChildren(h('p', { class: 'ok' }, t('golden.import.done')), h('ul', { class: 'plain' }, REPORT.filter((name) => answer[name] > 0).map((name) => h('li', {}, t(`golden.import.${name}`, { n: answer[name] })))),
        skipped.length > 0 && h('div', {}, h('p', {}, t('golden.import.skipped', { n: skipped.length })), h('ul', { class: 'plain small muted skipped-lines' }, skipped.map((line) => h('li', {}, said(line))))) || '');
      feeds.sessions.read();
    } catch (error) {
      if (error.lost) lost();
      this.report.replaceChildren(h('p', { class: 'error', role: 'alert' }, explain(error)));
    } finally {
      this.busy = false;
      this.input.value = '';
    }
  }
}
