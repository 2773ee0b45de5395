/** A long text in a few lines, with a button that shows the rest. */
import { attr, h, text } from '../dom.js';
import { t } from '../i18n.js';

/** @return {element, show(words)} */
export function clamped(className) {
  const words = h('p', { class: `clamp ${className}`, dir: 'auto' });
  const more = h('button', { type: 'button', class: 'quiet small clamp-more', hidden: true, 'aria-expanded': 'false' });
  const open = (yes) => {
    attr(words, 'data-open', yes);
    attr(more, 'aria-expanded', String(yes));
    text(more, t(yes ? 'clamp.less' : 'clamp.more'));
  };
  more.addEventListener('click', () => open(!words.hasAttribute('data-open')));
  const measure = () => { if (!words.hasAttribute('data-open')) more.hidden = words.scrollHeight <= words.clientHeight + 2; };
  new ResizeObserver(measure).observe(words);
  open(false);
  return {
    element: h('div', { class: 'clamp-box' }, words, more),
    show(value) {
      if (words.textContent === value) return;
      words.textContent = value;
      open(false);
      measure();
    },
  };
}
