/** What stands on the desk when there is no task: why, whom to ask, what is done. */
import { h } from '../../dom.js';
import { emptyState } from '../../elements/empty.js';
import { clock, explain, t } from '../../i18n.js';
import { format } from '../../router.js';
import { hub, mayOpen } from '../store.js';
import { deskApi } from './api.js';

const button = (words, act, kind = '') => h('button', { type: 'button', class: kind, on: { click: act } }, words);

/** @return an element, or null while there is a task */
export function emptyFor(desk) {
  const { phase, owner } = desk;
  const again = (kind) => button(t('desk.look'), () => desk.enter(desk.dataset?.id), kind);
  if (phase === 'none' && mayOpen('data')) return emptyState(t('desk.none'), t('desk.none.lead'), h('a', { class: 'button primary', href: format('data') }, t('tab.data')), again(''));
  if (phase === 'none') return emptyState(t('desk.none'), t('desk.none.more', { name: hub.me?.display_name || owner }), again('primary'));
  if (phase === 'failed') return emptyState(t('desk.failed'), explain(desk.error), again('primary'));
  if (phase === 'done') return done(desk, again(''));
  return phase === 'loading' ? h('p', { class: 'empty muted', role: 'status' }, t('desk.loading')) : null;
}

function done(desk, again) {
  const { dataset, datasets } = desk;
  const others = datasets.filter((d) => d.id !== dataset.id && d.open > 0).slice(0, 4)
    .map((d, i) => button(t('desk.done.other', { name: d.name, n: d.open }), () => desk.choose(d.id), i === 0 ? 'primary' : ''));
  const numbers = h('span', {});
  deskApi.stats(dataset.id).then((stats) => {
    const median = stats.median_seconds;
    numbers.append([t('desk.done.more', { labeled: stats.labeled, skipped: stats.skipped, today: stats.today }), typeof median === 'number' && t('desk.done.median', { time: clock(median) })].filter(Boolean).join(' '));
  }).catch(() => { /* the head of the page has the count */ });
  return emptyState(t('desk.done'), numbers, ...others, again, ...(mayOpen('mine') ? [h('a', { class: 'button', href: format('mine') }, t('tab.mine'))] : []));
}
