/** How pictures are made: steps, guidance, scheduler, size, number, precision. What the model cannot do is said, not offered. */
import { attr, h } from '../../dom.js';
import { t } from '../../i18n.js';
import { choose, Field, numberInput } from './field.js';
import { fitTo, numberProblem, sizeProblem, wholeProblem } from './form.js';

export class Parameters {
  /** @param changed called with each change by hand */
  constructor(changed) {
    const field = (name, input) => new Field(name, input);
    this.fields = {
      steps: field('steps', numberInput('golden-steps', { min: 1, max: 200 })),
      guidance_scale: field('guidance_scale', numberInput('golden-guidance', { min: 0, max: 50, step: 0.1 })),
      width: field('width', numberInput('golden-width', {})),
      height: field('height', numberInput('golden-height', {})),
      scheduler: field('scheduler', h('select', { id: 'golden-scheduler' })),
      dtype: field('dtype', h('select', { id: 'golden-dtype' })),
      batch_size: field('batch_size', numberInput('golden-batch', { min: 2, max: 64, value: 8 })),
    };
    this.element = h('div', { class: 'parameter-fields' }, Object.values(this.fields).map((f) => f.element));
    this.element.addEventListener('change', changed);
  }

  /** Take the values of another model, keeping what it can do as well. */
  take(model, values = this.values()) {
    this.model = model;
    const fitted = fitTo(model, values);
    const { fields } = this;
    choose(fields.scheduler.input, (model?.schedulers ?? []).map((s) => [s, s]), fitted.scheduler);
    choose(fields.dtype.input, (model?.dtypes ?? []).map((s) => [s, s]), fitted.dtype);
    for (const name of ['steps', 'guidance_scale', 'width', 'height']) fields[name].input.value = fitted[name] ?? '';
    if (values.batch_size) fields.batch_size.value = values.batch_size;
    const guided = model?.uses_guidance !== false;
    fields.guidance_scale.input.disabled = !guided;
    fields.guidance_scale.say(guided ? '' : t('setup.guidance.none'));
    const { multiple = 1, min, max } = model?.size ?? {};
    fields.width.say(min ? t('setup.size.more', { min, max, multiple }) : '');
    for (const name of ['width', 'height']) for (const [key, value] of [['step', multiple], ['min', min], ['max', max]]) attr(fields[name].input, key, value);
    for (const f of Object.values(fields)) f.complain(null);
  }

  values() {
    const { fields } = this;
    const known = (n) => (Number.isFinite(n) ? n : undefined);
    return { steps: known(fields.steps.number), guidance_scale: known(fields.guidance_scale.number), scheduler: fields.scheduler.value || undefined, width: known(fields.width.number), height: known(fields.height.number),
      batch_size: known(fields.batch_size.number), dtype: fields.dtype.value || undefined };
  }

  /** What is sent: without a guidance scale that means nothing. */
  settings() {
    const values = this.values();
    if (this.model?.uses_guidance === false) delete values.guidance_scale;
    return values;
  }

  /** @return the first field with a problem, or null; each says its own */
  check() {
    const { fields, model } = this;
    const bad = [
      [fields.steps, wholeProblem(fields.steps.number, 1, 200)],
      [fields.guidance_scale, model?.uses_guidance === false ? null : numberProblem(fields.guidance_scale.number, 0, 50)],
      [fields.width, sizeProblem(fields.width.number, model?.size)], [fields.height, sizeProblem(fields.height.number, model?.size)],
      [fields.batch_size, wholeProblem(fields.batch_size.number, 2, 64)],
    ].filter(([field, problem]) => field.check(problem));
    return bad[0]?.[0] ?? null;
  }
}
