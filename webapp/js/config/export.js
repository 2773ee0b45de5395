/** The confirmed labels as a file, in any of the formats. */
import { exportUrl } from '../api.js';
import { attr, h, icon, text } from '../dom.js';
import { t } from '../i18n.js';

const FORMATS = { json: ['JSON', 'labels.json'], csv: ['CSV', 'labels.csv'], jsonl: ['JSON Lines', 'labels.jsonl'], parquet: ['Parquet', 'labels.parquet'], labelstudio: ['Label Studio', 'labelstudio.json'] };

export class ExportPanel {
  constructor() {
    this.predictions = h('input', { type: 'checkbox', on: { change: () => this.update(this.labels) } });
    this.links = Object.entries(FORMATS).map(([format, [name, file]]) => {
      const link = h('a', { class: 'button', download: file, 'aria-label': t('config.export.as', { format: name }), title: t(`export.${format}`) }, icon('download'), name);
      link.format = format;
      return link;
    });
    this.note = h('p', { class: 'muted small' });
    this.content = [h('p', { class: 'muted' }, t('config.export.more')), h('label', { class: 'check' }, this.predictions, t('config.export.predictions')),
      h('div', { class: 'row' }, this.links), this.note];
  }

  update(labels) {
    this.labels = labels;
    for (const link of this.links) attr(link, 'href', exportUrl(link.format, this.predictions.checked));
    text(this.note, labels ? t('config.labels', { n: labels }) : t('config.export.none'));
  }
}
