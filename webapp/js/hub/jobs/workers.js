/** The processes that do the work, and whether they are still there. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { hubApi } from '../api.js';
import { when } from '../parts.js';

const GONE_MS = 120_000;

export class Workers {
  constructor() {
    this.element = h('ul', { class: 'workers', 'aria-label': t('workers.title') });
  }

  async read() {
    try {
      const { workers } = await hubApi.workers();
      this.element.replaceChildren(...workers.map((w) => this.row(w)));
    } catch { /* the list of jobs says what is wrong */ }
  }

  row({ name, role, last_seen: seen, running }) {
    const gone = Date.now() - new Date(seen).getTime() > GONE_MS;
    return h('li', { class: 'worker', 'data-gone': gone }, h('span', { class: 'dot', 'aria-hidden': 'true' }), h('strong', {}, name), h('span', { class: 'muted small' }, t(`workers.role.${['web', 'worker'].includes(role) ? role : 'all'}`), ' · ', gone ? t('workers.gone') : t('workers.running', { n: running }), gone && ' ', gone && when(seen)));
  }

  /** Once for many changes. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), 700);
  }

  stop() { clearTimeout(this.timer); }
}
