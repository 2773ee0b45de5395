/** Why a task is skipped: a short list with digits, or one's own words. */
import { attr, h, key } from '../../dom.js';
import { t } from '../../i18n.js';

/** As they are saved: plain words, the same in every language, so that a team lead can count them. */
export const REASONS = [['unclear', 'not clear which label is right'], ['none', 'no label fits'], ['several', 'several labels fit'], ['broken', 'cannot be read or played'], ['language', 'in a language I do not read']];

/** A reason in the reader's language; one in somebody's own words stays. */
export const skipWords = (reason) => {
  const [name] = REASONS.find(([, words]) => words === reason) ?? [];
  return name ? t(`desk.skip.${name}`) : reason;
};

export class SkipMenu {
  /** @param skip (reason) */
  constructor(skip) {
    this.skip = skip;
    this.own = h('input', { type: 'text', maxlength: 300, placeholder: t('desk.skip.own'), 'aria-label': t('desk.skip.own'), autocomplete: 'off' });
    this.reasons = REASONS.map(([name, words], i) => h('button', { type: 'button', class: 'quiet skip-reason', 'aria-keyshortcuts': String(i + 1), on: { click: () => this.take(words) } },
      h('span', {}, t(`desk.skip.${name}`)), key(String(i + 1))));
    const form = h('form', { class: 'skip-own', on: { submit: (e) => { e.preventDefault(); this.take(this.own.value); } } }, this.own, h('button', { type: 'submit', class: 'primary' }, t('desk.skip')));
    this.element = h('div', { class: 'popover skip-menu', popover: 'auto', role: 'dialog', 'aria-label': t('desk.skip.why') }, h('h2', {}, t('desk.skip.why')), h('div', { class: 'skip-reasons' }, this.reasons), form);
  }

  get open() { return this.element.matches(':popover-open'); }

  /** @param button above which it opens; it shows there that it is open */
  toggle(button) {
    if (this.open) {
      this.element.hidePopover();
      return;
    }
    this.own.value = '';
    this.element.showPopover();
    const box = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    Object.assign(this.element.style, { inset: 'auto', left: `${Math.max(12, Math.min(box.right - width, innerWidth - width - 12))}px`, top: `${Math.max(12, box.top - height - 8)}px` });
    attr(button, 'aria-expanded', 'true');
    const closed = (e) => {
      if (e.newState !== 'closed') return;
      attr(button, 'aria-expanded', 'false');
      this.element.removeEventListener('toggle', closed);
    };
    this.element.addEventListener('toggle', closed);
    this.reasons[0].focus();
  }

  /** @return true when the digit is a reason */
  choose(digit) {
    const found = REASONS[Number(digit) - 1];
    if (found) this.take(found[1]);
    return Boolean(found);
  }

  take(reason) {
    if (!reason.trim()) {
      this.own.focus();
      return;
    }
    this.element.hidePopover();
    this.skip(reason);
  }
}
