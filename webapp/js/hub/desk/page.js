/** My work: one task at a time, its labels under one's fingers, and how far one is. */
import { attr, h, icon, key, text, touchOnly } from '../../dom.js';
import { FlElement } from '../../elements/base.js';
import { ago, moment, t } from '../../i18n.js';
import { parse, replaceParams } from '../../router.js';
import { prefs, store } from '../../store.js';
import { emptyFor } from './empty.js';
import { TaskFace } from './face.js';
import { LabelBar } from './label-bar.js';
import { isMany, labelFor } from './labels.js';
import { desk, waitingWords } from './live.js';
import { SkipMenu } from './skip-menu.js';

/** Without a task on the screen one looks from time to time whether there is one. */
const AGAIN_MS = 20_000;

export class FlHubDesk extends FlElement {
  keyMode = 'desk';
  keyPage = 'desk';

  build() {
    this.className = 'page desk';
    this.notice = h('fl-notice');
    this.waits = h('p', { class: 'desk-waits small', role: 'status' });
    this.face = new TaskFace();
    this.labels = new LabelBar((label) => this.answer(label));
    this.skipMenu = new SkipMenu((reason) => this.skip(reason));
    this.place = h('div', { class: 'desk-place' }, this.face.element);
    this.append(h('h1', { class: 'visually-hidden' }, t('tab.desk')), this.head = this.header(), this.folded = this.instructions(), this.notice, this.waits, this.place,
      this.foot = h('div', { class: 'desk-foot' }, this.labels.element, this.actions()), this.skipMenu.element);
    this.listen(desk, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('connection')) this.changed(); });
    desk.watch(true);
    this.timer = setInterval(() => { if (document.visibilityState !== 'hidden') desk.refresh(); }, AGAIN_MS);
    desk.enter(parse(location.hash).params.dataset);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.face.stop();
    // Nobody looks at it any more.
    desk.watch(false);
  }

  onParams({ dataset }) { if (dataset && dataset !== String(desk.dataset?.id)) desk.choose(dataset); }

  header() {
    this.name = h('span', { class: 'desk-name ellipsis' });
    this.choice = h('select', { class: 'desk-choice', 'aria-label': t('desk.dataset'), on: { change: () => { desk.choose(this.choice.value); this.face.focus(); } } });
    this.due = h('span', { class: 'desk-due small muted' });
    this.done = h('span', { class: 'desk-done muted' });
    this.bar = h('progress', { 'aria-label': t('desk.progress') });
    return h('header', { class: 'desk-head' }, this.name, this.choice, h('div', { class: 'desk-progress' }, this.due, this.done, this.bar));
  }

  instructions() {
    this.how = h('p', { class: 'desk-how', dir: 'auto' });
    const element = h('details', { class: 'desk-instructions' }, h('summary', {}, t('desk.instructions'), key('I')), this.how);
    element.addEventListener('toggle', () => { if (this.told) prefs.set(`desk.folded.${this.told}`, !element.open); });
    return element;
  }

  actions() {
    const button = (name, symbol, letter, act) => h('button', { type: 'button', class: 'desk-act', 'aria-label': t(`desk.${name}`), title: t(`desk.${name}`), 'aria-keyshortcuts': letter, on: { click: act } },
      icon(symbol), h('span', { class: 'desk-words' }, t(`desk.${name}`)), key(letter));
    const look = (name, by, sign) => h('button', { type: 'button', class: 'icon-button desk-look', 'aria-label': t(`desk.${name}`), title: t(`desk.${name}`), on: { click: () => desk.look(by) } }, sign);
    this.undoButton = button('undo', 'undo', 'U', () => this.undo());
    this.skipButton = button('skip', 'skip', 'S', () => this.openSkip());
    attr(this.skipButton, 'aria-haspopup', 'dialog');
    this.previous = look('previous', -1, icon('back'));
    this.next = look('next', 1, icon('back'));
    this.next.classList.add('forward');
    this.where = h('span', { class: 'desk-where muted small' });
    return h('div', { class: 'action-bar desk-actions' }, this.undoButton, h('div', { class: 'desk-queue' }, this.previous, this.where, this.next), h('div', { class: 'actions' }, this.skipButton));
  }

  update() {
    const { phase, task, dataset, suggestion } = desk;
    attr(this, 'data-phase', phase);
    this.updateEmpty();
    this.head.hidden = !dataset;
    this.foot.hidden = !task;
    this.updateHead();
    const words = waitingWords();
    text(this.waits, words.join(' '));
    this.waits.hidden = !words.length;
    const kept = this.contains(document.activeElement) || document.activeElement === document.body;
    const other = task?.task_id !== this.face.task?.task_id;
    this.face.show(task, dataset?.kind, desk.queue?.ahead(4) ?? []);
    if (task) this.updateTask(task, suggestion);
    // A key pressed next must belong to the new task, not to the button of the last answer.
    if (task && other && kept && !this.skipMenu.open && document.activeElement !== this.choice) this.face.focus();
    this.notice.setHint(task ? this.hint() : '');
    if (dataset && String(dataset.id) !== parse(location.hash).params.dataset) replaceParams({ dataset: dataset.id });
  }

  /** Made anew only when there is something else to say: what is in it may have the focus. */
  updateEmpty() {
    const { phase, dataset, datasets, error, owner } = desk;
    const mark = `${phase} ${owner} ${dataset?.id} ${dataset?.labeled} ${dataset?.skipped} ${datasets.length} ${error?.code}`;
    if (mark === this.emptyMark) return;
    this.emptyMark = mark;
    this.place.querySelector('.empty')?.remove();
    const empty = emptyFor(desk);
    if (empty) this.place.append(empty);
    this.face.element.hidden = Boolean(empty);
  }

  updateHead() {
    const { dataset, datasets } = desk;
    if (!dataset) {
      this.folded.hidden = true;
      return;
    }
    const several = datasets.length > 1;
    this.name.hidden = several;
    this.choice.hidden = !several;
    text(this.name, dataset.name);
    attr(this.name, 'title', dataset.name);
    const mark = JSON.stringify(datasets.map((d) => [d.id, d.name, d.open]));
    if (mark !== this.listed) {
      this.listed = mark;
      this.choice.replaceChildren(...datasets.map((d) => h('option', { value: d.id }, t('desk.dataset.open', { name: d.name, n: d.open }))));
    }
    this.choice.value = String(dataset.id);
    const { labeled, skipped, open, deadline } = dataset;
    text(this.done, t('desk.of', { done: labeled + skipped, total: labeled + skipped + open }));
    attr(this.done, 'title', t('desk.of.more', { labeled, skipped, open }));
    this.bar.max = Math.max(1, labeled + skipped + open);
    this.bar.value = labeled + skipped;
    text(this.due, deadline ? t('desk.due', { when: ago(deadline) }) : '');
    attr(this.due, 'title', deadline ? moment(deadline) : null);
    this.folded.hidden = !dataset.instructions || !desk.task;
    text(this.how, dataset.instructions ?? '');
    if (this.told === dataset.id) return;
    this.told = dataset.id;
    this.folded.open = !prefs.get(`desk.folded.${dataset.id}`, false);
  }

  updateTask(task, suggestion) {
    const { dataset, queue } = desk;
    this.labels.show(dataset.labels, suggestion, true);
    const total = Math.max(dataset.open, queue.tasks.length);
    text(this.where, t('desk.place', { n: queue.at + 1, total }));
    attr(this.where, 'title', t('desk.task', { n: queue.at + 1, total }));
    attr(this.face.element, 'aria-label', t('desk.task', { n: queue.at + 1, total }));
    this.previous.disabled = queue.at === 0;
    this.next.disabled = queue.at >= queue.tasks.length - 1;
    attr(this.undoButton, 'aria-disabled', dataset.labeled + dataset.skipped > 0 ? null : 'true');
  }

  hint() {
    const { dataset, queue, suggestion } = desk;
    if (queue.looking) return t(touchOnly() ? 'desk.looking.touch' : 'desk.looking');
    if (touchOnly()) return t('desk.hint.touch');
    const how = t(suggestion ? 'desk.hint.suggested' : isMany(dataset.labels) ? 'desk.hint.many' : 'desk.hint');
    return dataset.kind === 'audio' ? `${t('desk.hint.sound')} ${how}` : how;
  }

  answer(label) {
    if (!desk.answer(label)) return false;
    this.labels.flash(label);
    this.labels.clear();
    return true;
  }

  skip(reason) {
    desk.skip(reason);
    this.face.focus();
  }

  openSkip() { if (desk.task) this.skipMenu.toggle(this.skipButton); }

  undo() { desk.undo(); }

  /** @return true when the key was used */
  onKey({ action, key: pressed, text: typed }) {
    if (action === 'undo') this.undo();
    else if (action === 'instructions') this.folded.open = !this.folded.open;
    else if (action === 'escape') return desk.look(0);
    else if (!desk.task) return false;
    else if (action === 'label') return this.onLabelKey(pressed, typed);
    else if (action === 'confirm') this.accept();
    else if (action === 'skip') this.openSkip();
    else if (action === 'find') return this.labels.find();
    else if (action === 'toggle') return this.face.play();
    else if (action === 'zoom') return this.face.zoom();
    else if (action === 'left' || action === 'right') desk.look(action === 'left' ? -1 : 1);
    else if (action === 'home') return desk.look(0);
    else return this.face.scroll(action);
    return true;
  }

  onLabelKey(pressed, typed) {
    if (this.skipMenu.open) return this.skipMenu.choose(pressed);
    const label = labelFor(this.labels.labels, pressed);
    if (label) return this.answer(label.name);
    return /\d/.test(pressed) ? false : this.labels.find(typed);
  }

  accept() {
    if (desk.suggestion) this.answer(desk.suggestion.label);
    else store.say(t('desk.none.suggested'), 'info');
  }
}
