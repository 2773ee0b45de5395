/** A checkpoint that is not in the list: a name of the hub, or a folder on the computer that runs FastLabel. */
import { api } from '../api.js';
import { attr, h, text } from '../dom.js';
import { explain, t } from '../i18n.js';
import { lost } from '../live.js';
import { parseHub } from './facts.js';

export class OtherCheckpoint {
  /** @param added (id) => void once the server has it */
  constructor(added) {
    this.added = added;
    this.element = h('details', { class: 'other' }, h('summary', {}, t('other.title')), this.hubForm(), this.folderForm());
  }

  field(id, words, input, ...more) {
    return h('div', { class: 'field' }, h('label', { for: id }, words), input, ...more);
  }

  hubForm() {
    const typed = (id, more) => h('input', { type: 'text', id, autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off', 'aria-describedby': `${id}-error`, on: { input: () => this.complainHub(null) }, ...more });
    this.name = typed('hub-name', { placeholder: 'owner/name', maxlength: 300 });
    this.revision = typed('hub-revision', { placeholder: 'main', maxlength: 200 });
    this.nameError = h('p', { id: 'hub-name-error', class: 'field-error', role: 'alert' });
    this.revisionError = h('p', { id: 'hub-revision-error', class: 'field-error', role: 'alert' });
    this.download = h('button', { type: 'submit' }, t('checkpoint.download'));
    return h('form', { class: 'other-form', novalidate: true, on: { submit: (e) => { e.preventDefault(); this.sendHub(); } } },
      h('div', { class: 'hub-fields' }, this.field('hub-name', t('other.hub'), this.name, this.nameError), this.field('hub-revision', t('other.revision'), this.revision, this.revisionError)),
      h('div', { class: 'row' }, this.download, h('p', { class: 'muted small' }, t('other.hub.more'))));
  }

  folderForm() {
    this.path = h('input', { type: 'text', id: 'checkpoint-path', autocomplete: 'off', spellcheck: 'false', placeholder: '/', 'aria-describedby': 'checkpoint-path-error', on: { input: () => this.complainFolder(null) } });
    this.pathError = h('p', { id: 'checkpoint-path-error', class: 'field-error', role: 'alert' });
    this.place = h('div', {});
    this.add = h('button', { type: 'submit' }, t('other.add'));
    const browse = h('details', { class: 'other-browse' }, h('summary', { class: 'small' }, t('other.browse')), this.place);
    browse.addEventListener('toggle', () => { if (browse.open && !this.folders) this.showFolders(); });
    return h('form', { class: 'other-form', novalidate: true, on: { submit: (e) => { e.preventDefault(); this.sendFolder(); } } },
      this.field('checkpoint-path', t('other.folder'), this.path, this.pathError), browse, h('div', { class: 'row' }, this.add, h('p', { class: 'muted small' }, t('other.folder.more'))));
  }

  showFolders() {
    this.folders = document.createElement('fl-folders');
    this.folders.addEventListener('fl-pick', (e) => { this.path.value = e.detail.path; this.complainFolder(null); });
    this.place.append(this.folders);
  }

  complainHub(problem, words = problem ? t(`other.${problem}`) : '') {
    const atRevision = problem === 'hub-revision';
    text(this.nameError, atRevision ? '' : words);
    text(this.revisionError, atRevision ? words : '');
    attr(this.name, 'aria-invalid', words && !atRevision ? 'true' : null);
    attr(this.revision, 'aria-invalid', words && atRevision ? 'true' : null);
    if (words) (atRevision ? this.revision : this.name).focus();
  }

  complainFolder(words) {
    text(this.pathError, words ?? '');
    attr(this.path, 'aria-invalid', words ? 'true' : null);
    if (words) this.path.focus();
  }

  async sendHub() {
    const { name, revision, problem } = parseHub(this.name.value, this.revision.value);
    this.complainHub(problem);
    if (!problem) await this.send(this.download, () => api.downloadCheckpoint(name, revision), (error) => this.complainHub(/revision/.test(error.code) ? 'hub-revision' : 'hub-name', explain(error)), [this.name, this.revision]);
  }

  async sendFolder() {
    const path = this.path.value.trim();
    this.complainFolder(path ? null : t('error.missing-path'));
    if (path) await this.send(this.add, () => api.addCheckpoint(path), (error) => this.complainFolder(explain(error)), [this.path]);
  }

  async send(button, call, complain, fields) {
    if (this.busy) return;
    this.busy = true;
    attr(button, 'aria-disabled', 'true');
    try {
      const { id } = await call();
      for (const field of fields) field.value = '';
      this.added(id);
    } catch (error) {
      if (error.lost) lost();
      complain(error);
    } finally {
      this.busy = false;
      attr(button, 'aria-disabled', null);
    }
  }
}
