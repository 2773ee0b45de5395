/** The steps of a data set as a list: what each does, its button, and what came of it, in place. */
import { attr, h, icon, text } from '../../dom.js';
import { t } from '../../i18n.js';
import { format } from '../../router.js';
import { datasetExportUrl, hubApi } from '../api.js';
import { JobLine } from '../jobs/line.js';
import { attempt, errorLine } from '../parts.js';
import { hub, workers } from '../store.js';
import { Assign } from './assign.js';
import { Prelabel } from './prelabel.js';
import { Project } from './project.js';
import { latest, nextStep, STEPS, stepsOf } from './steps.js';

const HELP = { connection: 'connections', annotators: 'people', prelabeler: 'connections' };
const FILES = { csv: 'CSV', jsonl: 'JSON Lines', 'label-studio': 'Label Studio' };

class Step {
  constructor(name, number, content, button) {
    this.name = name;
    this.mark = h('span', { class: 'step-mark', 'aria-hidden': 'true' });
    this.number = String(number);
    this.tag = h('span', { class: 'tag', hidden: true });
    this.words = h('p', { class: 'muted small step-words' });
    this.line = new JobLine({ log: true });
    this.job = h('div', { class: 'step-job', hidden: true }, this.line.element);
    this.error = errorLine();
    this.button = button;
    this.help = h('a', { class: 'button small' });
    this.element = h('li', { class: 'step', 'data-step': name }, this.mark, h('div', { class: 'step-body' }, h('h3', {}, t(`step.${name}`), ' ', this.tag), this.words, h('div', { class: 'step-content' }, content), button && h('div', { class: 'row' }, button), this.help, this.error, this.job));
  }

  show({ state, why, values, outside, job, waiting }, next) {
    attr(this.element, 'data-state', state);
    attr(this.element, 'data-next', next);
    if (this.shown !== state) this.mark.replaceChildren(state === 'done' ? icon('check') : this.number);
    this.shown = state;
    text(this.words, why && state !== 'running' ? t(`step.why.${why}`) : t(`step.${this.name}.will${state === 'done' && this.name !== 'prelabel' && this.name !== 'score' && this.name !== 'export' ? '.done' : ''}`, values));
    this.help.hidden = !HELP[why];
    if (HELP[why]) {
      attr(this.help, 'href', format(HELP[why]));
      text(this.help, t(`tab.${HELP[why]}`));
    }
    if (this.button) {
      attr(this.button, 'disabled', Boolean(why) || waiting || state === 'running');
      this.button.classList.toggle('primary', next);
    }
    this.tag.hidden = !outside;
    text(this.tag, t('step.outside'));
    this.job.hidden = !job;
    if (job) this.line.show(job);
  }
}

export class Steps {
  constructor() {
    this.jobs = [];
    this.project = new Project();
    this.prelabel = new Prelabel(() => this.dataset && this.update());
    this.assign = new Assign();
    const button = (name, call) => h('button', { type: 'button', on: { click: () => this.begin(name, call) } }, t(`step.${name}.go`));
    const id = () => this.dataset.id;
    const files = h('div', { class: 'row' }, Object.entries(FILES).map(([kind, words]) => h('a', { class: 'button small', download: '', 'data-format': kind, 'aria-label': t('step.file', { name: words }) }, icon('download'), words)));
    this.files = [...files.children];
    this.predictions = h('button', { type: 'button', class: 'quiet small', on: { click: () => this.begin('prelabel', () => hubApi.writePredictions(id()), this.predictions) } }, t('step.predictions'));
    const parts = {
      project: [this.project.content],
      import: [null, button('import', () => hubApi.importToLs(id()))],
      prelabel: [[this.prelabel.content, this.predictions], button('prelabel', () => hubApi.prelabel(id(), this.prelabel.value))],
      score: [null, button('score', () => hubApi.score(id(), { by: this.prelabel.by ?? undefined, only_unlabeled: true }))],
      assign: [this.assign.content],
      label: [h('div', { class: 'row' }, h('a', { class: 'button small', 'data-to': 'desk' }, t('tab.desk')), h('a', { class: 'button small', 'data-to': 'tasks' }, t('tab.tasks')), h('a', { class: 'button small', 'data-to': 'stats' }, t('tab.stats')))],
      export: [files, button('export', () => hubApi.exportFromLs(id()))],
    };
    this.steps = STEPS.map(({ name }, i) => new Step(name, i + 1, ...parts[name]));
    this.element = h('section', { class: 'panel steps-panel', 'aria-label': t('steps.title') }, h('h2', {}, t('steps.title')), h('ol', { class: 'steps' }, this.steps.map((s) => s.element)));
  }

  /** @param facts {connections, prelabelers, head, jobs: newest first} */
  show(dataset, facts) {
    Object.assign(this, { dataset, facts });
    this.project.show(dataset, Boolean(facts.connections?.label_studio?.base_url), facts.connections?.label_studio?.project_id ?? null);
    this.prelabel.show(dataset, facts.prelabelers, facts.head);
    this.assign.show(dataset);
    for (const link of this.files) attr(link, 'href', datasetExportUrl(dataset.id, link.dataset.format));
    for (const link of this.element.querySelectorAll('[data-to]')) attr(link, 'href', format(link.dataset.to, { dataset: dataset.id }));
    this.update();
  }

  update() {
    const { dataset, facts } = this;
    const steps = stepsOf({ dataset, connections: facts.connections, prelabelers: facts.prelabelers, jobs: latest(facts.jobs), annotators: hub.accounts ? workers().length : null });
    const next = nextStep(steps);
    steps.forEach((step, i) => this.steps[i].show(step, step.name === next));
    this.predictions.hidden = !dataset.ls_project_id;
  }

  async begin(name, call, button) {
    const step = this.steps.find((s) => s.name === name);
    if (await attempt(button ?? step.button, step.error, call)) dispatchEvent(new Event('fl-hub-begun'));
  }
}
