/** The seeds that the selector holds for the most promising of a prompt, and a button that makes their pictures. */
import { attr, h, text } from '../../dom.js';
import { explain, percent, t } from '../../i18n.js';
import { lost } from '../../live.js';
import { go } from '../../router.js';
import { goldenApi } from '../api.js';
import { feeds } from '../live.js';
import { currentSession, modelId } from '../store.js';
import { work } from '../work/session.js';

export class Recommend {
  constructor() {
    this.prompt = h('input', { type: 'text', id: 'recommend-prompt', autocomplete: 'off', maxlength: 4000, 'aria-describedby': 'recommend-error' });
    this.error = h('p', { id: 'recommend-error', class: 'field-error', role: 'alert' });
    this.ask = h('button', { type: 'submit' }, t('recommend.ask'));
    this.list = h('ol', { class: 'recommend-list' });
    this.make = h('button', { type: 'button', class: 'primary', hidden: true, on: { click: () => this.generate() } }, t('recommend.make'));
    this.content = [h('form', { class: 'recommend-form', novalidate: true, on: { submit: (e) => { e.preventDefault(); this.read(); } } },
      h('div', { class: 'field' }, h('label', { for: 'recommend-prompt' }, t('recommend.prompt')), h('div', { class: 'row recommend-row' }, this.prompt, this.ask), this.error)), this.list, h('div', { class: 'row' }, this.make)];
  }

  show(ready) {
    attr(this.ask, 'aria-disabled', ready ? null : 'true');
    if (!this.prompt.value && work.prompt?.prompt) this.prompt.value = work.prompt.prompt;
  }

  async attempt(act) {
    if (this.busy) return;
    this.busy = true;
    text(this.error, '');
    try {
      await act();
    } catch (error) {
      if (error.lost) lost();
      text(this.error, explain(error));
    } finally {
      this.busy = false;
    }
  }

  read() {
    const prompt = this.prompt.value.trim();
    if (!prompt) {
      text(this.error, t('recommend.missing'));
      this.prompt.focus();
      return undefined;
    }
    return this.attempt(async () => {
      const { ready, seeds = [] } = await goldenApi.recommend(prompt, 8, 256);
      this.found = ready ? { prompt, seeds: seeds.map((s) => String(s.seed)) } : null;
      if (!ready) text(this.error, t('bench.recommended.none'));
      this.list.replaceChildren(...seeds.map((s) => h('li', {}, h('span', { class: 'recommend-seed' }, `#${s.seed}`), h('span', { class: 'muted small' }, t('recommend.p', { p: percent(s.probability) })))));
      this.make.hidden = !seeds.length;
    });
  }

  /** In the open session when its prompt is this one; else a session of this one prompt. */
  generate() {
    return this.attempt(async () => {
      const { prompt, seeds } = this.found;
      const session = currentSession();
      const open = session ? await goldenApi.next(session.session_id) : null;
      if (open?.prompt === prompt) {
        await goldenApi.generate({ prompt_id: open.prompt_id, seeds });
        work.leave();
        go('work', { session: session.session_id });
        return;
      }
      const { model: _, noise_version: __, ...params } = session?.params ?? {};
      const begun = await goldenApi.init({ name: t('recommend.session', { prompt: prompt.slice(0, 60) }), model: modelId(session) ?? 'embedded', ...params, clip_score: true, mode: 'grid', batch_size: seeds.length, prompts: [prompt] }, null);
      const next = await goldenApi.next(begun.session_id);
      await goldenApi.generate({ prompt_id: next.prompt_id, seeds });
      await feeds.sessions.read();
      work.leave();
      go('work', { session: begun.session_id });
    });
  }
}
