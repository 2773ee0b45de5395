/** An empty state: what it means, what to do next, and the button that does it. */
import { h } from '../dom.js';

export function emptyState(title, more, ...actions) {
  return h('div', { class: 'empty' }, h('h2', {}, title), more && h('p', {}, more),
    actions.length > 0 && h('div', { class: 'empty-actions' }, actions));
}
