/** Labels from a file: chosen or dropped, applied as one step, with a report of what did not fit. */
import { remember } from '../actions.js';
import { api } from '../api.js';
import { attr, h, icon, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { explain, t } from '../i18n.js';
import { lost, refresh } from '../live.js';
import { store } from '../store.js';
import { reportOf } from './import-report.js';

export class FlImport extends FlElement {
  build() {
    this.file = null;
    this.input = h('input', { type: 'file', id: 'import-file', class: 'visually-hidden', accept: '.json,.csv,.txt,application/json,text/csv', on: { change: () => this.take(this.input.files[0]) } });
    this.drop = h('label', { class: 'drop', for: 'import-file' }, icon('up'), h('span', {}, t('import.drop')));
    this.report = h('div', { class: 'import-report', role: 'status' });
    this.append(h('p', { class: 'muted' }, t('import.more')), this.input, this.drop, this.report);
    for (const type of ['dragover', 'dragenter']) this.listen(this.drop, type, (e) => { e.preventDefault(); attr(this.drop, 'data-over', true); });
    for (const type of ['dragleave', 'drop']) this.listen(this.drop, type, () => attr(this.drop, 'data-over', null));
    this.listen(this.drop, 'drop', (e) => { e.preventDefault(); this.take(e.dataTransfer.files[0]); });
  }

  take(file) {
    if (!file) return;
    this.file = file;
    this.send({});
  }

  async send(how) {
    if (this.busy) return;
    this.busy = true;
    this.report.replaceChildren(h('p', { class: 'muted' }, t('import.reading', { name: this.file.name })));
    try {
      const answer = await api.importLabels(this.file, how);
      if (answer.applied > 0) remember();
      refresh();
      store.say(t('import.done', { n: answer.applied }), 'ok');
      this.tell({ ...answer, success: true });
    } catch (error) {
      if (error.lost) lost();
      if (error.body?.matched === undefined) this.report.replaceChildren(h('p', { class: 'error', role: 'alert' }, explain(error)));
      else this.tell(error.body, error);
    } finally {
      this.busy = false;
      this.input.value = '';
    }
  }

  tell(answer, error = null) {
    const report = reportOf(answer);
    const line = ([words, values, names = []]) => h('li', {}, t(words, values), names.length > 0 && h('span', { class: 'muted small import-names' }, names.join(t('list.comma'))));
    const act = (words, how, kind = '') => h('button', { type: 'button', class: kind, on: { click: () => this.send(how) } }, words);
    this.report.replaceChildren(
      h('p', { class: error ? 'error' : 'ok' }, error ? t(`import.refused.${error.code}`) : t('import.done', { n: answer.applied })),
      h('ul', { class: 'plain' }, report.lines.map(line)),
      h('div', { class: 'row' }, report.createCount > 0 && act(t('import.create', { n: report.createCount }), { create_classes: true, skip_unknown: report.skipToo || undefined }, 'primary'),
        report.fit > 0 && act(t('import.skip', { n: report.fit }), { skip_unknown: true }, report.createCount ? '' : 'primary')));
    if (error && !report.fit && !report.createCount) this.report.append(h('p', { class: 'muted small' }, t('import.nothing')));
    text(this.drop.lastChild, t('import.another'));
  }
}
