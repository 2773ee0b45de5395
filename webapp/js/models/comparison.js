/** Two models side by side: how often they agree, and the items about which they do not. */
import { api } from '../api.js';
import { className, paint } from '../classes.js';
import { h, text } from '../dom.js';
import { explain, percent, t } from '../i18n.js';
import { ItemList } from '../quality/item-list.js';
import { titleOf } from './model-row.js';

export class Comparison {
  constructor(finder) {
    this.words = h('p', {});
    this.more = h('p', { class: 'muted small' });
    this.list = new ItemList({ finder, name: t('compare.items'), note: (item, label) => this.note(item, label) });
    this.element = h('section', { class: 'panel comparison', 'aria-label': t('compare.title'), hidden: true }, h('h2', {}, t('compare.title')), this.words, this.more, this.list.element);
  }

  /** @param pair [a, b] of the list, or null */
  show(pair) {
    this.element.hidden = !pair;
    const mark = pair ? `${pair[0].id} ${pair[1].id}` : null;
    if (mark === this.mark) return;
    this.mark = mark;
    this.asked?.abort();
    if (pair) this.read(pair);
  }

  async read([a, b]) {
    const asked = this.asked = new AbortController();
    text(this.words, t('compare.reading'));
    text(this.more, '');
    this.list.clear();
    try {
      const found = await api.compareModels(a.id, b.id, { signal: asked.signal });
      text(this.words, t('compare.agree', { a: titleOf(a), b: titleOf(b), agree: percent(found.agreement), n: found.differ }));
      const labels = found.labels ?? {};
      text(this.more, [['added', labels.added], ['removed', labels.removed], ['changed', labels.changed]].filter(([, n]) => n > 0).map(([key, n]) => t(`compare.${key}`, { n })).join(t('list.comma')));
      this.list.show(found.items);
    } catch (error) {
      if (asked.signal.aborted) return;
      text(this.words, explain(error));
    }
  }

  note(item, label) {
    const side = (name, id, conf) => {
      const words = h('span', { class: 'judged-as' }, h('span', { class: 'muted' }, name), h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'ellipsis' }, className(id)), h('span', { class: 'muted' }, percent(conf)));
      paint(words, id);
      return words;
    };
    return [side('A', item.a_label, item.a_conf), side('B', item.b_label, item.b_conf), label === null ? '' : h('span', { class: 'muted' }, t('quality.is', { label: className(label) }))];
  }
}
