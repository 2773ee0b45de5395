/** Which project of Label Studio a data set belongs to: one that is there, or a new one with the right labels. */
import { h, text } from '../../dom.js';
import { choose } from '../../golden/setup/field.js';
import { number, said, t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { feeds } from '../live.js';
import { attempt, errorLine } from '../parts.js';

const NEW = 'new';

export class Project {
  constructor() {
    this.select = h('select', { 'aria-label': t('project.which'), on: { change: () => this.update(), focus: () => this.read() } });
    this.title = h('input', { type: 'text', 'aria-label': t('project.title'), dir: 'auto', maxlength: 100 });
    this.button = h('button', { type: 'button', on: { click: () => this.send() } });
    this.said = h('p', { class: 'small', role: 'status' });
    this.error = errorLine();
    this.content = [h('div', { class: 'row' }, this.select, this.title, this.button), this.said, this.error];
  }

  /** @param usual the project of data sets that have none of their own, or null */
  show(dataset, connected, usual) {
    const other = this.dataset?.id !== dataset.id || usual !== this.usual;
    Object.assign(this, { dataset, usual });
    if (other) {
      text(this.said, '');
      text(this.error, '');
      this.title.value = dataset.name;
      this.projects = null;
      this.fill();
      if (connected) this.read();
    }
  }

  fill() {
    const id = this.dataset.ls_project_id ?? this.usual;
    const list = this.projects ?? (id ? [{ id, title: t('project.number', { id: String(id) }) }] : []);
    choose(this.select, [...list.map((p) => [String(p.id), p.tasks === undefined ? p.title : t('project.option', { title: p.title, n: p.tasks })]), [NEW, t('project.new')]], id ? String(id) : this.projects?.length ? String(this.projects[0].id) : NEW);
    this.update();
  }

  update() {
    const fresh = this.select.value === NEW;
    this.title.hidden = !fresh;
    text(this.button, t(fresh ? 'project.create' : 'project.choose'));
    this.button.hidden = !fresh && this.select.value === String(this.dataset.ls_project_id ?? this.usual);
  }

  async read() {
    if (this.projects || this.reading) return;
    this.reading = true;
    const { dataset } = this;
    const answer = await attempt(null, this.error, () => hubApi.projects());
    this.reading = false;
    if (!answer || dataset !== this.dataset) return;
    this.projects = answer.projects;
    this.fill();
  }

  async send() {
    const fresh = this.select.value === NEW;
    const answer = await attempt(this.button, this.error, () => hubApi.chooseProject(this.dataset.id, fresh ? { create: { title: this.title.value.trim() || this.dataset.name } } : { project_id: Number(this.select.value) }));
    if (!answer) return;
    text(this.said, answer.labels_match ? t('project.fits', { title: answer.title ?? number(answer.project_id) }) : said(answer.detail));
    this.said.className = answer.labels_match ? 'small ok' : 'small warning';
    this.projects = null;
    await feeds.datasets.read();
    this.read();
  }
}
