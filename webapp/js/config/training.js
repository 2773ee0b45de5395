/** How the model learns: after how many labels, which head, how many labels are held out. Kept by the server as soon as they are chosen. */
import { api } from '../api.js';
import { attr, h, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { explain, percent, t } from '../i18n.js';
import { lost, refresh } from '../live.js';
import { store } from '../store.js';

const SHARES = [0, 0.05, 0.1, 0.2, 0.3];
const HEADS = ['auto', 'linear', 'mlp'];

export class FlTraining extends FlElement {
  build() {
    this.every = h('input', { type: 'number', id: 'train-every', min: 1, max: 10000, 'aria-describedby': 'every-more options-error', on: { change: () => this.send({ train_every: Number(this.every.value) }) } });
    this.head = document.createElement('fl-segmented').setup({ label: t('options.head'), value: 'auto', options: HEADS.map((value) => ({ value, text: t(`options.head.${value}`) })) });
    this.head.addEventListener('fl-choose', (e) => this.send({ head: e.detail }));
    this.headMore = h('p', { class: 'muted small' });
    this.share = h('select', { id: 'holdout-share', 'aria-describedby': 'share-more', on: { change: () => this.send({ holdout_share: Number(this.share.value) }) } });
    this.error = h('p', { id: 'options-error', class: 'field-error', role: 'alert' });
    this.append(
      h('div', { class: 'field' }, h('label', { for: 'train-every' }, t('options.every')), h('div', { class: 'row' }, this.every), h('p', { id: 'every-more', class: 'muted small' }, t('options.every.more')), this.error),
      h('div', { class: 'field' }, h('span', { class: 'field-title' }, t('options.head')), this.head, this.headMore),
      h('div', { class: 'field' }, h('label', { for: 'holdout-share' }, t('options.share')), h('div', { class: 'row' }, this.share), h('p', { id: 'share-more', class: 'muted small' }, t('options.share.more'))));
    this.listen(store, 'change', (e) => { if (e.detail.has('status')) this.changed(); });
  }

  update() {
    const { train_every: every = 10, head = 'auto', holdout_share: share = 0.1 } = store.status ?? {};
    if (document.activeElement !== this.every) this.every.value = String(every);
    this.head.value = head;
    text(this.headMore, t(`options.more.${head}`));
    const shares = SHARES.includes(share) ? SHARES : [...SHARES, share].sort((a, b) => a - b);
    const mark = shares.join(' ');
    if (mark !== this.mark) this.share.replaceChildren(...shares.map((s) => h('option', { value: s }, s === 0 ? t('options.share.none') : percent(s))));
    this.mark = mark;
    if (document.activeElement !== this.share) this.share.value = String(share);
  }

  async send(changes) {
    text(this.error, '');
    attr(this.every, 'aria-invalid', null);
    try {
      const answer = await api.options(changes);
      store.set({ status: { ...store.status, ...answer } });
      store.say(t('options.saved'), 'ok');
      refresh();
    } catch (error) {
      if (error.lost) lost();
      text(this.error, explain(error));
      if ('train_every' in changes) attr(this.every, 'aria-invalid', 'true');
      this.update();
    }
  }
}
