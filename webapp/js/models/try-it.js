/** Try the model on something of one's own: a file, or a text. Nothing of it is kept. */
import { api } from '../api.js';
import { className, dataType, paint } from '../classes.js';
import { attr, h, icon, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { explain, percent, t } from '../i18n.js';
import { lost } from '../live.js';
import { store } from '../store.js';
import { likeliest } from './facts.js';

const ACCEPT = { image: 'image/*', audio: 'audio/*,.wav,.flac,.mp3,.ogg' };

export class FlTryIt extends FlElement {
  build() {
    this.input = h('input', { type: 'file', id: 'try-file', class: 'visually-hidden', on: { change: () => this.takeFile(this.input.files[0]) } });
    this.drop = h('label', { class: 'drop', for: 'try-file' }, icon('up'), h('span', {}));
    this.files = h('div', {}, this.input, this.drop);
    this.area = h('textarea', { rows: 4, 'aria-label': t('try.text'), placeholder: t('try.text') });
    this.texts = h('form', { class: 'try-text', on: { submit: (e) => { e.preventDefault(); this.ask(null, () => api.predictText(this.area.value)); } } }, this.area, h('div', { class: 'row' }, h('button', { type: 'submit', class: 'primary' }, t('try.go'))));
    this.preview = h('div', { class: 'try-preview', hidden: true });
    this.result = h('div', { class: 'try-result', role: 'status' });
    this.append(h('p', { class: 'muted small' }, t('try.more')), this.files, this.texts, this.preview, this.result);
    this.listen(this.area, 'keydown', (e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) this.texts.requestSubmit(); });
    for (const type of ['dragover', 'dragenter']) this.listen(this.drop, type, (e) => { e.preventDefault(); attr(this.drop, 'data-over', true); });
    for (const type of ['dragleave', 'drop']) this.listen(this.drop, type, () => attr(this.drop, 'data-over', null));
    this.listen(this.drop, 'drop', (e) => { e.preventDefault(); this.takeFile(e.dataTransfer.files[0]); });
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.url);
  }

  update() {
    const type = dataType();
    this.files.hidden = type === 'text';
    this.texts.hidden = type !== 'text';
    attr(this.input, 'accept', ACCEPT[type]);
    text(this.drop.lastChild, t(type === 'audio' ? 'try.drop.audio' : 'try.drop.image'));
  }

  takeFile(file) {
    this.input.value = '';
    if (!file) return;
    URL.revokeObjectURL(this.url);
    this.url = URL.createObjectURL(file);
    const shown = dataType() === 'audio' ? h('audio', { controls: true, src: this.url }) : h('img', { src: this.url, alt: '' });
    shown.addEventListener('error', () => { shown.hidden = true; });
    this.preview.replaceChildren(shown, h('span', { class: 'muted small ellipsis', title: file.name }, file.name));
    this.preview.hidden = false;
    this.ask(file, () => api.predictFile(file));
  }

  async ask(file, call) {
    const turn = this.turn = {};
    this.result.replaceChildren(h('p', { class: 'muted' }, t('try.asking')));
    try {
      const answer = await call();
      if (turn === this.turn) this.tell(answer);
    } catch (error) {
      if (error.lost) lost();
      if (turn === this.turn) this.result.replaceChildren(h('p', { class: 'error', role: 'alert' }, explain(error)));
    }
  }

  tell(answer) {
    const rows = likeliest(answer);
    const best = answer.class ?? rows[0]?.id;
    this.result.replaceChildren(
      h('p', { class: 'try-label' }, best === null || best === undefined ? t('card.undecided') : className(best)),
      h('ul', { class: 'prob-bars' }, rows.map((row) => {
        const line = h('li', { 'aria-label': t('try.prob', { name: className(row.id), p: percent(row.p) }) }, h('span', { class: 'ellipsis', title: className(row.id) }, className(row.id)), h('span', { class: 'prob-track' }, h('span', { class: 'prob-bar' })), h('span', { class: 'prob-number' }, percent(row.p)));
        line.style.setProperty('--p', row.p);
        paint(line, row.id);
        return line;
      })));
  }
}
