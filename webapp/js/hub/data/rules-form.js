/** The fields of the rules, for a new data set and for one that is there. */
import { h, text } from '../../dom.js';
import { percent, t } from '../../i18n.js';
import { field } from '../parts.js';
import { rulesOf, toLocal } from './rules.js';

let serial = 0;

export class RulesForm {
  /** @param changed called at every change */
  constructor(changed = () => {}) {
    const id = `rules-${++serial}`;
    const on = { input: () => { this.update(); changed(); } };
    const number = (name, attrs) => h('input', { type: 'number', id: `${id}-${name}`, inputmode: 'numeric', on, ...attrs });
    this.overlap = number('overlap', { min: 1, max: 10, step: 1 });
    this.share = number('share', { min: 0, max: 100, step: 1 });
    this.lock = number('lock', { min: 0, max: 10080, step: 1 });
    this.deadline = h('input', { type: 'datetime-local', id: `${id}-deadline`, on });
    this.hide = h('input', { type: 'checkbox', id: `${id}-hide`, on });
    this.settle = h('fl-segmented', { on: { 'fl-choose': (e) => { this.settle.value = e.detail; this.update(); changed(); } } });
    this.settle.setup({ label: t('rules.settle'), name: 'settle', value: 'majority', options: ['majority', 'review'].map((value) => ({ value, text: t(`rules.settle.${value}`) })) });
    this.says = h('p', { class: 'muted small' });
    const note = (key) => h('p', { class: 'muted small' }, t(key));
    this.shareField = field(t('rules.share'), h('span', { class: 'unit' }, this.share, '%'));
    this.shareField.querySelector('label').htmlFor = this.share.id;
    this.settleField = h('div', { class: 'field' }, h('span', { class: 'field-title' }, t('rules.settle')), this.settle);
    this.element = h('div', { class: 'rules' }, h('div', { class: 'rules-pair' }, field(t('rules.overlap'), this.overlap), this.shareField), this.settleField, this.says,
      h('label', { class: 'check' }, this.hide, h('span', {}, t('rules.hide'), note('rules.hide.more'))),
      h('div', { class: 'rules-pair' }, field(t('rules.lock'), this.lock, note('rules.lock.more')), field(t('rules.deadline'), this.deadline, note('rules.deadline.more'))));
    this.value = {};
  }

  get value() {
    return rulesOf({ overlap: this.overlap.value, share: this.share.value, settle: this.settle.value, hide: this.hide.checked, lock: this.lock.value, deadline: this.deadline.value });
  }

  set value(rules) {
    this.overlap.value = rules.overlap ?? 1;
    this.share.value = Math.round((rules.overlap_share || (rules.overlap > 1 ? 0 : 0.2)) * 100);
    this.settle.value = rules.settle ?? 'majority';
    this.hide.checked = Boolean(rules.hide_prelabel);
    this.lock.value = rules.lock_minutes ?? 0;
    this.deadline.value = toLocal(rules.deadline);
    this.update();
  }

  update() {
    const { overlap, overlap_share: share, settle } = this.value;
    const several = overlap > 1;
    this.shareField.hidden = !several;
    this.settleField.hidden = !several;
    text(this.says, several ? t(`rules.says.${settle}`, { n: overlap, share: percent(share) }) : t('rules.says.one'));
  }
}
