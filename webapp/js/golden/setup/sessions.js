/** The sessions one can go on with. */
import { attr, h, text } from '../../dom.js';
import { ago, explain, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { go } from '../../router.js';
import { goldenApi } from '../api.js';
import { feeds } from '../live.js';
import { golden, modelId, modelName } from '../store.js';

export class Sessions {
  constructor() {
    this.list = h('ul', { class: 'session-list' });
    this.error = h('p', { class: 'field-error', role: 'alert' });
    this.content = [this.list, this.error];
  }

  update() {
    const { sessions } = golden;
    const mark = JSON.stringify([sessions, golden.models?.models.map((m) => m.name), golden.errors.sessions?.code]);
    if (mark === this.mark || this.list.querySelector('input')) return;
    this.mark = mark;
    this.list.replaceChildren(...(sessions?.length ? sessions.map((s) => this.row(s)) : [h('li', { class: 'muted' }, golden.errors.sessions && !sessions ? explain(golden.errors.sessions) : t(sessions ? 'sessions.none' : 'sessions.reading'))]));
  }

  row(session) {
    const { session_id: id, name } = session;
    const facts = [t('sessions.prompts', { n: session.decided ?? 0, of: session.prompts ?? 0 }), t('golden.status.golden', { n: session.golden ?? 0 }), modelName(modelId(session)), ago(session.created)].filter(Boolean);
    const remove = h('button', { type: 'button', class: 'quiet small', 'aria-label': t('sessions.delete.name', { name }), on: { click: () => this.ask(row, session) } }, t('sessions.delete'));
    const row = h('li', { class: 'session', 'data-current': session.current }, h('div', { class: 'session-words' }, h('span', { class: 'model-line' }, h('strong', { class: 'ellipsis', dir: 'auto', title: name }, name), session.current && h('span', { class: 'tag' }, t('sessions.current'))),
      h('span', { class: 'muted small' }, facts.join(' · ')), h('progress', { max: session.prompts || 1, value: (session.decided ?? 0) + (session.skipped ?? 0), 'aria-label': t('bench.progress') })),
    h('div', { class: 'session-acts' }, h('button', { type: 'button', class: session.current ? 'small primary' : 'small', 'aria-label': t('sessions.resume.name', { name }), on: { click: () => this.resume(id) } }, t('sessions.resume')), remove));
    return row;
  }

  /** Deleting takes pictures and decisions away for good: its name has to be typed. */
  ask(row, { session_id: id, name }) {
    const input = h('input', { type: 'text', id: `delete-${id}`, autocomplete: 'off' });
    const close = () => { this.mark = null; input.remove(); this.update(); };
    const yes = h('button', { type: 'submit', class: 'small negative', 'aria-disabled': 'true' }, t('sessions.delete'));
    input.addEventListener('input', () => attr(yes, 'aria-disabled', input.value.trim() === name ? null : 'true'));
    const form = h('form', { class: 'session-delete', on: { submit: (e) => { e.preventDefault(); if (input.value.trim() === name) this.remove(id, name, close); } } },
      h('label', { for: input.id, class: 'small' }, t('sessions.delete.sure', { name })), h('div', { class: 'row' }, input, yes, h('button', { type: 'button', class: 'small', on: { click: close } }, t('sessions.keep'))));
    form.addEventListener('keydown', (e) => { if (e.key === 'Escape') { e.stopPropagation(); close(); } });
    row.append(form);
    input.focus();
  }

  async remove(id, name, close) {
    await this.attempt(() => goldenApi.removeSession(id, name));
    close();
    feeds.sessions.read();
  }

  async resume(id) {
    if (await this.attempt(() => goldenApi.resume(id))) {
      await feeds.sessions.read();
      go('work', { session: id });
    }
  }

  async attempt(call) {
    text(this.error, '');
    try {
      await call();
      return true;
    } catch (error) {
      if (error.lost) lost();
      text(this.error, explain(error));
      return false;
    }
  }
}
