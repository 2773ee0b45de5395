/** Near-duplicates: groups of items that are as good as the same, of which batches show one. */
import { api, imageUrl } from '../api.js';
import { dataType } from '../classes.js';
import { h, text } from '../dom.js';
import { forget, whenSeen } from '../elements/visibility.js';
import { explain, t } from '../i18n.js';
import { datasetId } from '../store.js';

const GROUPS = 24, IN_GROUP = 6;

export class Duplicates {
  constructor() {
    this.words = h('p', { class: 'muted' });
    this.list = h('div', { class: 'twins' });
    this.all = h('button', { type: 'button', class: 'small', hidden: true, on: { click: () => { this.whole = true; this.draw(); } } });
    this.content = [this.words, this.list, h('div', { class: 'row' }, this.all)];
  }

  show(answer) {
    const mark = JSON.stringify([datasetId(), answer]);
    if (mark === this.mark) return;
    this.mark = mark;
    this.answer = answer;
    this.draw();
  }

  draw() {
    const { state, groups = [], folded = 0 } = this.answer ?? {};
    text(this.words, !this.answer || state === 'computing' ? t('twins.computing') : groups.length ? t('twins.found', { groups: groups.length, n: folded }) : t('twins.none'));
    const shown = this.whole ? groups : groups.slice(0, GROUPS);
    this.list.replaceChildren(...shown.map((ids) => this.group(ids)));
    this.all.hidden = shown.length === groups.length;
    text(this.all, t('twins.all', { n: groups.length }));
  }

  group(ids) {
    if (dataType() === 'text') return textGroup(ids);
    const one = (id) => h('img', { src: imageUrl(id, 96, datasetId()), alt: t('copies.one', { id }), title: `#${id}`, loading: 'lazy' });
    return h('div', { class: 'twin-group', role: 'group', 'aria-label': t('twins.group', { n: ids.length }) }, ids.slice(0, IN_GROUP).map(one), ids.length > IN_GROUP && h('span', { class: 'muted small' }, `+${ids.length - IN_GROUP}`));
  }
}

/** Texts that are nearly the same: the first of them stands for all; it is read when it comes into view. */
function textGroup(ids) {
  const words = h('span', { class: 'ellipsis', dir: 'auto' }, `#${ids[0]}`);
  const group = h('div', { class: 'twin-group twin-text', role: 'group', 'aria-label': t('twins.group', { n: ids.length }), title: ids.map((id) => `#${id}`).join(' ') }, h('span', { class: 'tab-count' }, `×${ids.length}`), words);
  whenSeen(group, () => {
    forget(group);
    api.text(ids[0]).then((whole) => text(words, whole.slice(0, 300)), (error) => text(words, explain(error)));
  });
  return group;
}
