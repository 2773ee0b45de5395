/** The line at the bottom in this workspace: session, model, how far, how much was golden, what is ahead. Each part leads somewhere. */
import { attr, h, text } from '../dom.js';
import { FlElement } from '../elements/base.js';
import { number, percent, t } from '../i18n.js';
import { format } from '../router.js';
import { store } from '../store.js';
import { currentSession, golden, modelId, modelName, modelOf } from './store.js';

export class FlGoldenStatus extends FlElement {
  build() {
    attr(this, 'role', 'contentinfo');
    attr(this, 'aria-label', t('status.label'));
    const link = (page, params, name = '') => h('a', { href: format(page, params), class: `status-part ${name}` });
    this.name = link('setup', { part: 'sessions' }, 'status-name');
    this.model = link('setup', { part: 'model' });
    this.device = link('setup', { part: 'model' }, 'status-device');
    this.prompts = link('work', {});
    this.goldenPart = link('history', { verdict: 'golden' });
    this.ahead = link('work', {}, 'status-items');
    this.pulse = h('span', { class: 'status-part pulse', role: 'status' });
    this.append(this.name, this.model, this.device, this.prompts, this.goldenPart, this.ahead, this.pulse);
    this.listen(golden, 'change', () => this.changed());
    this.listen(store, 'change', (e) => { if (e.detail.has('connection')) this.changed(); });
  }

  update() {
    attr(this, 'data-lost', store.connection === 'lost');
    const session = currentSession();
    part(this.name, golden.sessions === null ? t('status.connecting') : session?.name ?? t('golden.status.none'));
    const model = modelOf(modelId(session)) ?? golden.models?.models.find((m) => m.state === 'active');
    part(this.model, modelName(model?.id ?? modelId(session)));
    part(this.device, [model?.device, model?.dtype].filter(Boolean).join(' '));
    part(this.prompts, session ? t('golden.status.prompts', { n: session.decided ?? 0, of: session.prompts ?? 0 }) : '');
    const { counts, ahead, session: stated } = golden.state ?? {};
    const same = stated?.session_id === session?.session_id;
    const shown = same && counts ? counts.images || counts.golden + counts.bad + counts.neither : 0;
    part(this.goldenPart, !session ? '' : shown ? t('golden.status.share', { n: counts.golden, share: percent(counts.golden / shown) }) : t('golden.status.golden', { n: session.golden ?? 0 }));
    part(this.ahead, same && ahead?.wanted ? t('golden.status.ahead', { n: number(ahead.ready) }) : '');
    const making = golden.batch && ['queued', 'running'].includes(golden.batch.state);
    const busy = making || ahead?.running || golden.analysis?.state === 'running' || golden.learning?.state === 'running';
    text(this.pulse, making ? t('golden.status.making') : busy ? t('golden.status.busy') : '');
    attr(this.pulse, 'data-on', Boolean(busy));
  }
}

function part(element, words) {
  text(element, words);
  element.hidden = !words;
}
