/** Small pieces that the pages of the Data Hub share. */
import { attr, h, icon, text } from '../dom.js';
import { ago, explain, moment, number, t } from '../i18n.js';
import { lost } from '../live.js';
import { STATUSES } from './statuses.js';

/** A time as people say it, the exact one on hover. */
export const when = (iso) => (iso ? h('time', { datetime: iso, title: moment(iso) }, ago(iso)) : null);

/** What to say of a refusal, beside its cause. That the session is over is said by the login. */
export function trouble(error) {
  if (error.lost) lost();
  return error.status === 401 && error.code !== 'bad-credentials' ? '' : explain(error);
}

/** A line for what went wrong, beside its cause. */
export const errorLine = () => h('p', { class: 'field-error', role: 'alert' });

/**
 * Do what a button says: once at a time, and say beside it what went wrong. Without a button, just that.
 * @return what the call answered (true for nothing), null when it failed
 */
export async function attempt(button, error, call) {
  if (button?.getAttribute('aria-disabled') === 'true') return null;
  text(error, '');
  if (button) attr(button, 'aria-disabled', 'true');
  try {
    return (await call()) ?? true;
  } catch (problem) {
    text(error, trouble(problem));
    return null;
  } finally {
    if (button) attr(button, 'aria-disabled', null);
  }
}

/** "260 texts" */
export const itemsWords = ({ kind, count }) => t({ text: 'status.items.text', audio: 'status.items.audio' }[kind] ?? 'status.items', { n: count });

/** How many tasks are in which state: a bar of as many pieces. */
export function statusBar(byStatus, total) {
  const words = STATUSES.filter((s) => byStatus?.[s]).map((s) => `${t(`status.${s}`)} ${number(byStatus[s])}`);
  return h('div', { class: 'status-bar', role: 'img', 'aria-label': words.join(t('list.comma')) || t('data.empty') }, STATUSES.filter((s) => byStatus?.[s]).map((s) => {
    const piece = h('span', { 'data-status': s, title: `${t(`status.${s}`)} ${number(byStatus[s])}` });
    piece.style.flexGrow = String(byStatus[s] / (total || 1));
    return piece;
  }));
}

/** The same in words, each with its colour. */
export const statusLegend = (byStatus) => h('ul', { class: 'status-legend' }, STATUSES.filter((s) => byStatus?.[s]).map((s) => h('li', { 'data-status': s }, h('span', { class: 'dot', 'aria-hidden': 'true' }), t(`status.${s}`), ' ', h('strong', {}, number(byStatus[s])))));

/** Copies a text; says so for a moment. Where the browser refuses, the text is selected. */
export function copyButton(value, shown) {
  const button = h('button', { type: 'button', class: 'small', on: { click: async () => {
    try {
      await navigator.clipboard.writeText(value());
      button.replaceChildren(icon('check'), t('hub.copied'));
      setTimeout(() => button.replaceChildren(icon('copy'), t('hub.copy')), 1600);
    } catch {
      getSelection().selectAllChildren(shown());
    }
  } } }, icon('copy'), t('hub.copy'));
  return button;
}

/** A text to take elsewhere, with its button. */
export function copyable(value) {
  const shown = h('code', { class: 'path copy-text' }, value);
  return h('span', { class: 'copy-row' }, shown, copyButton(() => value, () => shown));
}

/** A password that is shown this once. */
export function secret(value, words) {
  return h('div', { class: 'secret', role: 'status' }, h('p', {}, words), copyable(value), h('p', { class: 'small muted' }, t('hub.once')));
}

/** A label, a field, what stands below it. */
export const field = (words, input, ...more) => h('div', { class: 'field' }, h('label', { for: input.id }, words), input, ...more);

/** Bars of shares, with names before and numbers behind. @param rows [[name, count]] */
export function countBars(rows, total) {
  return h('ul', { class: 'count-bars' }, rows.map(([name, n]) => {
    const bar = h('span', { class: 'count-fill' });
    bar.style.width = `${total ? (100 * n) / total : 0}%`;
    return h('li', {}, h('span', { class: 'ellipsis', dir: 'auto', title: name }, name), h('span', { class: 'count-track' }, bar), h('span', { class: 'number' }, number(n)));
  }));
}
