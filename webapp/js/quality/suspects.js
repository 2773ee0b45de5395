/** Labels that look wrong: heads that had not seen them say confidently something else. Accept what they say, or keep the label. */
import { className } from '../classes.js';
import { h, text } from '../dom.js';
import { t } from '../i18n.js';
import { datasetId, prefs } from '../store.js';
import { open } from './figures.js';
import { ItemList } from './item-list.js';

const FIRST = 12;

/** What the heads that had not seen the label say; the present head only where it says something else than the label. */
const suggested = (item) => item.suggested ?? (item.model_label === item.user_label ? null : item.model_label);

export class SuspectList {
  constructor(finder) {
    this.words = h('p', { class: 'muted' });
    this.list = new ItemList({ finder, name: t('suspects.title'), note: (item, label) => this.note(item, label), tools: (entry) => this.tools(entry) });
    this.more = h('button', { type: 'button', class: 'small', hidden: true, on: { click: () => { this.count += FIRST; this.draw(); } } });
    this.again = h('button', { type: 'button', class: 'quiet small', hidden: true, on: { click: () => { prefs.set(this.key, {}); this.draw(); } } }, t('suspects.again'));
    this.content = [this.words, this.list.element, h('div', { class: 'row' }, this.more, this.again)];
    this.count = FIRST;
  }

  get key() { return `kept.${datasetId()}`; }

  /** @param answer of /quality/suspects, or null while it is read */
  show(answer) {
    if (this.of !== datasetId()) this.list.clear();
    this.of = datasetId();
    this.answer = answer;
    this.draw();
  }

  draw() {
    const kept = prefs.get(this.key, {});
    const all = open((this.answer?.items ?? []).filter((item) => suggested(item) !== null), kept);
    const shown = all.slice(0, this.count);
    text(this.words, !this.answer ? t('quality.measuring') : all.length ? t('suspects.more', { n: all.length }) : t('suspects.none'));
    this.list.show(shown);
    this.more.hidden = all.length <= this.count;
    text(this.more, t('suspects.next', { n: Math.min(FIRST, all.length - this.count) }));
    this.again.hidden = Object.keys(kept).length === 0;
  }

  note(item, label) {
    if (label !== item.user_label) return t('suspects.changed', { label: className(label) });
    return [h('span', {}, t('suspects.yours', { label: className(label) })), h('strong', {}, t('suspects.model', { label: className(suggested(item)) }))];
  }

  tools(entry) {
    return [
      h('button', { type: 'button', class: 'small primary', on: { click: () => this.list.give(entry, suggested(entry.item)) } }, t('suspects.accept')),
      h('button', { type: 'button', class: 'small', on: { click: () => this.keep(entry) } }, t('suspects.keep')),
    ];
  }

  keep({ item, label }) {
    prefs.set(this.key, { ...prefs.get(this.key, {}), [item.id]: label });
    this.draw();
  }
}
