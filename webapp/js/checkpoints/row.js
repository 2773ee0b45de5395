/** One checkpoint in the list: what it is, where it stands, and the one thing to do next. */
import { attr, h, text } from '../dom.js';
import { bytes, duration, explain, number, said, t } from '../i18n.js';
import { asksBeforeRemoving, blockedBy, goodFor, known, mustDownload, primaryAction, progressOf, secondaryActions, titleOf } from './facts.js';

/** "212 MB of 605 MB · 12 MB/s · 33 s left · model.safetensors" */
export function progressWords(p) {
  const amount = (n) => (p.unit === 'bytes' ? bytes(n) : number(n));
  return [t('work.of', { done: amount(p.done), total: amount(p.total) }),
    p.rate > 0 && (p.unit === 'bytes' ? `${bytes(p.rate)}/s` : t('work.rate', { n: number(p.rate, p.rate < 10 ? 1 : 0) })),
    known(p.left) && t('work.left', { time: duration(p.left) }),
    p.file && (p.files > 1 ? t('checkpoint.file', { name: p.file, n: Math.min(p.files, p.filesDone + 1), of: p.files }) : p.file)].filter(Boolean).join(' · ');
}

/** What an error of a checkpoint is in the reader's words. */
export const errorWords = (what) => said(what?.error);

export class CheckpointRow {
  /** @param act (action, checkpoint) => promise; it rejects with what is said here */
  constructor(act) {
    this.act = act;
    this.name = h('h4', { class: 'checkpoint-name ellipsis', tabindex: '-1' });
    this.tag = h('span', { class: 'tag', hidden: true });
    this.good = h('p', { class: 'small' });
    this.facts = h('p', { class: 'muted small checkpoint-facts' });
    this.bar = h('progress', {});
    this.progress = h('p', { class: 'muted small checkpoint-progress' });
    this.error = h('p', { class: 'error small' });
    this.primary = h('button', { type: 'button', on: { click: (e) => this.press(e, this.action) } });
    this.others = Object.fromEntries(['download', 'remove'].map((name) => [name, h('button', { type: 'button', class: 'quiet small', on: { click: (e) => this.press(e, name) } }, t(`checkpoint.${name}`))]));
    this.sure = h('span', { class: 'small' });
    this.yes = h('button', { type: 'button', class: 'small negative', on: { click: () => { this.ask(false); this.name.focus(); this.send('remove'); } } }, t('checkpoint.remove'));
    this.no = h('button', { type: 'button', class: 'small', on: { click: () => { this.ask(false); this.others.remove.focus(); } } }, t('checkpoint.keep'));
    this.asking = h('div', { class: 'checkpoint-actions', hidden: true, role: 'group', on: { keydown: (e) => { if (e.key === 'Escape') { e.stopPropagation(); this.no.click(); } } } }, this.sure, this.yes, this.no);
    this.actions = h('div', { class: 'checkpoint-actions' }, Object.values(this.others), this.primary);
    this.element = h('li', { class: 'checkpoint' }, h('div', { class: 'checkpoint-title' }, this.name, this.tag), this.actions, this.asking,
      h('div', { class: 'checkpoint-words' }, this.good, this.facts, this.bar, this.progress, this.error));
  }

  show(c, answer) {
    // What was refused is no longer true once the checkpoint is in another state.
    const moved = this.checkpoint && (this.checkpoint.state !== c.state || this.checkpoint.active !== c.active);
    if (moved) this.refused = null;
    // Announced only when it happens, not for all that failed before the page was opened.
    if (moved) this.news = c.state === 'failed';
    Object.assign(this, { checkpoint: c, answer });
    const title = titleOf(c);
    text(this.name, title);
    attr(this.name, 'title', [title, c.id].filter((x, i, all) => all.indexOf(x) === i).join('\n'));
    attr(this.element, 'data-active', c.active);
    const next = answer.switching?.id === c.id && answer.switching.state !== 'failed';
    this.tag.hidden = !c.active && !next;
    attr(this.tag, 'class', c.active ? 'tag' : 'tag next');
    text(this.tag, t(c.active ? 'checkpoint.active' : 'checkpoint.next'));
    const good = goodFor(c);
    text(this.good, good ? t(`checkpoint.for.${good}`) : '');
    this.good.hidden = !good;
    text(this.facts, this.factWords(c).join(' · '));
    this.showProgress(c, answer);
    this.showActions(c, answer, title);
  }

  factWords(c) {
    return [c.source === 'hub' && c.revision !== 'main' && c.revision, c.architecture, c.dim && t('checkpoint.dim', { n: c.dim }), c.license, t(`checkpoint.source.${c.source}`),
      c.in_cache && c.state !== 'ready' && t('checkpoint.cached'), c.state === 'ready' && c.disk_bytes > 0 && t('checkpoint.disk', { size: bytes(c.disk_bytes) }),
      c.images_per_second > 0 && t('checkpoint.speed', { n: number(c.images_per_second, c.images_per_second < 10 ? 1 : 0) }),
      c.embedded > 0 && !c.active && t('checkpoint.embedded', { n: c.embedded })].filter(Boolean);
  }

  showProgress(c, answer) {
    const p = progressOf(c, answer);
    this.bar.hidden = !p?.total;
    if (p?.total) {
      this.bar.max = p.total;
      this.bar.value = p.done;
      attr(this.bar, 'aria-label', t(p.unit === 'bytes' ? 'checkpoint.downloading' : 'checkpoint.embedding', { name: titleOf(c) }));
    }
    const loading = answer.switching?.id === c.id && answer.switching.state === 'loading';
    text(this.progress, p ? `${c.state === 'paused' ? `${t('work.paused')} · ` : ''}${progressWords(p)}` : loading ? t('checkpoint.loading') : '');
    // Why a switch failed is said once, in the banner.
    const failed = answer.switching?.id === c.id && answer.switching.state === 'failed';
    attr(this.error, 'role', this.refused || this.news ? 'alert' : null);
    text(this.error, this.refused ?? (failed ? '' : errorWords(c)));
  }

  showActions(c, answer, title) {
    const action = primaryAction(c, answer);
    const size = mustDownload(c) && c.download_bytes > 0 ? bytes(c.download_bytes) : null;
    const had = document.activeElement === this.primary;
    this.action = action;
    const blocked = blockedBy(c, answer);
    this.primary.hidden = action === null;
    if (action !== null) {
      text(this.primary, action === 'use' && size ? t('checkpoint.use.size', { size }) : t(`checkpoint.${action}`));
      attr(this.primary, 'aria-label', action === 'use' && size ? t('checkpoint.use.size.name', { name: title, size }) : t(`checkpoint.${action}.name`, { name: title }));
      attr(this.primary, 'title', blocked && t(`checkpoint.blocked.${blocked}`));
      // Not `disabled`: the focus would be lost while an answer is awaited.
      attr(this.primary, 'aria-disabled', this.sending || blocked ? 'true' : null);
    } else if (had) this.name.focus();
    const more = secondaryActions(c, answer);
    for (const [name, button] of Object.entries(this.others)) {
      const gone = !more.includes(name);
      if (gone && document.activeElement === button) this.name.focus();
      button.hidden = gone;
      attr(button, 'aria-label', t(`checkpoint.${name}.name`, { name: title }));
      attr(button, 'aria-disabled', this.sending ? 'true' : null);
    }
    if (!more.includes('remove')) this.ask(false);
    text(this.sure, t('checkpoint.remove.sure', { size: bytes(c.disk_bytes || (c.store_bytes ?? 0)) }));
    attr(this.asking, 'aria-label', t('checkpoint.remove.name', { name: title }));
  }

  ask(open) {
    if (this.asking.hidden === !open) return;
    this.asking.hidden = !open;
    this.actions.hidden = open;
    if (open) this.no.focus();
  }

  press(event, action) {
    const button = event.currentTarget;
    // The second click of a double click would already mean the next thing: to cancel.
    if (event.detail > 1 || button.getAttribute('aria-disabled') === 'true' || !action) return;
    if (action === 'remove' && asksBeforeRemoving(this.checkpoint)) this.ask(true);
    else this.send(action);
  }

  async send(action) {
    this.sending = true;
    this.refused = null;
    attr(this.primary, 'aria-disabled', 'true');
    try {
      await this.act(action, this.checkpoint);
    } catch (error) {
      this.refused = explain(error);
    } finally {
      this.sending = false;
      this.show(this.checkpoint, this.answer);
    }
  }
}
