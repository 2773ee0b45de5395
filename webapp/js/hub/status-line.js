/** The line at the bottom in this workspace: who one is, data sets, how far, what runs. Each part leads somewhere. */
import { attr, h, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { t } from '../i18n.js';
import { format } from '../router.js';
import { store } from '../store.js';
import { Account } from './account.js';
import { hub, mayOpen } from './store.js';

export class FlHubStatus extends FlElement {
  build() {
    attr(this, 'role', 'contentinfo');
    attr(this, 'aria-label', t('status.label'));
    const link = (page, params = {}) => h('a', { href: format(page, params), class: 'status-part' });
    this.account = new Account();
    this.who = h('button', { type: 'button', class: 'status-part status-name', popovertarget: 'account' });
    this.nobody = h('span', { class: 'status-nobody' }, t('hub.status.nobody'));
    this.sets = link('data');
    this.tasks = link('stats');
    this.review = link('tasks', { status: 'review' });
    this.open = link('desk');
    this.done = link('mine');
    this.jobs = link('jobs');
    this.jobs.classList.add('pulse');
    this.append(this.who, this.sets, this.tasks, this.review, this.open, this.done, this.jobs, this.nobody, this.account.element);
    this.listen(hub, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('connection')) this.changed(); });
  }

  update() {
    const { me, datasets, mine, running } = hub;
    attr(this, 'data-lost', store.connection === 'lost');
    this.account.update();
    this.nobody.hidden = Boolean(me);
    part(this.who, me ? `${me.display_name || me.username} · ${t(`role.${me.role}`)}` : '');
    const admin = me?.role === 'admin' ? datasets : null;
    const sum = (of) => (admin ?? []).reduce((n, d) => n + (of(d) ?? 0), 0);
    part(this.sets, admin ? t('hub.status.sets', { n: admin.length }) : '');
    part(this.tasks, admin ? t('hub.status.labeled', { n: sum((d) => d.by_status?.labeled), of: sum((d) => d.count) }) : '');
    const review = sum((d) => d.by_status?.review);
    part(this.review, review ? t('hub.status.review', { n: review }) : '');
    part(this.open, mine && me ? t('hub.status.open', { n: mine.open ?? 0 }) : '');
    part(this.done, mine && me && mayOpen('mine') ? t('hub.status.today', { n: mine.today ?? 0 }) : '');
    text(this.jobs, running.length ? t('hub.status.running', { n: running.length }) : '');
    attr(this.jobs, 'data-on', running.length > 0);
  }
}

function part(element, words) {
  text(element, words);
  element.hidden = !words;
}
