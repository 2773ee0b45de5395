/** How pictures are shown and chosen: scores, grid or pairs, which seeds, which of more candidates; and who judges. */
import { attr, h } from '../../dom.js';
import { t } from '../../i18n.js';
import { prefs } from '../../store.js';
import { golden } from '../store.js';
import { choose, Field, numberInput } from './field.js';
import { numberProblem, wholeProblem } from './form.js';

export class Options {
  constructor() {
    this.clip = h('input', { type: 'checkbox', id: 'golden-clip', checked: true });
    this.mode = document.createElement('fl-segmented').setup({ label: t('setup.mode'), value: 'grid', options: ['grid', 'pairs'].map((value) => ({ value, text: t(`setup.mode.${value}`), tip: t(`setup.mode.${value}.more`) })) });
    this.mode.addEventListener('fl-choose', (e) => { this.mode.value = e.detail; });
    this.name = new Field('name', h('input', { type: 'text', id: 'golden-name', maxlength: 120, autocomplete: 'off' }));
    this.judge = new Field('judge', h('input', { type: 'text', id: 'golden-judge', maxlength: 80, autocomplete: 'name', value: prefs.get('golden.judge', '') }));
    this.judge.say(t('setup.judge.more'));
    this.judge.input.addEventListener('change', () => prefs.set('golden.judge', this.judge.value.trim()));
    this.seeds = new Field('seed_plan', h('select', { id: 'golden-seeds', on: { change: () => this.explain() } }));
    choose(this.seeds.input, ['mixed', 'shared', 'fresh'].map((v) => [v, t(`setup.seeds.${v}`)]), 'mixed');
    this.prefilter = new Field('prefilter', h('select', { id: 'golden-prefilter', on: { change: () => this.explain() } }));
    this.candidates = new Field('candidates', numberInput('golden-candidates', { min: 2, max: 512, value: 32 }));
    this.explore = new Field('explore', numberInput('golden-explore', { min: 0, max: 100, step: 5, value: 25 }));
    this.explore.say(t('setup.explore.more'));
    this.more = h('details', { class: 'other' }, h('summary', {}, t('setup.more')), h('div', { class: 'parameter-fields wide-fields' }, this.seeds.element, this.prefilter.element, this.candidates.element, this.explore.element, this.judge.element, this.name.element));
    this.content = [h('label', { class: 'check' }, this.clip, h('span', {}, t('setup.clip'), h('span', { class: 'muted small check-more' }, t('setup.clip.more')))), h('div', { class: 'field' }, h('span', { class: 'field-title' }, t('setup.mode')), this.mode), this.more];
    this.explain();
  }

  get fields() { return { name: this.name, seed_plan: this.seeds, prefilter: this.prefilter, candidates: this.candidates, explore: this.explore }; }

  explain() {
    this.seeds.say(t(`setup.seeds.${this.seeds.value}.more`));
    choose(this.prefilter.input, ['none', 'clip', 'selector'].map((v) => [v, t(`setup.prefilter.${v}`)]));
    const trained = Boolean(golden.learning?.selector);
    for (const option of this.prefilter.input.options) option.disabled = option.value === 'selector' && !trained;
    this.prefilter.say(this.prefilter.value === 'none' && !trained ? t('setup.prefilter.untrained') : t('setup.prefilter.more'));
    for (const field of [this.candidates, this.explore]) {
      field.element.hidden = this.prefilter.value === 'none';
      attr(field.input, 'disabled', this.prefilter.value === 'none');
    }
  }

  /** @return the first field with a problem, or null */
  check(batchSize) {
    if (this.prefilter.value === 'none') return null;
    const bad = [[this.candidates, wholeProblem(this.candidates.number, Math.max(2, batchSize || 2), 512)], [this.explore, numberProblem(this.explore.number, 0, 100)]].filter(([field, problem]) => field.check(problem));
    if (bad.length) this.more.open = true;
    return bad[0]?.[0] ?? null;
  }

  settings() {
    const filtered = this.prefilter.value !== 'none';
    return { name: this.name.value.trim() || undefined, clip_score: this.clip.checked, mode: this.mode.value, seed_plan: this.seeds.value, prefilter: this.prefilter.value,
      candidates: filtered ? this.candidates.number : undefined, explore: filtered ? this.explore.number / 100 : undefined };
  }
}
