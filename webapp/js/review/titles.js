/** A class as a heading: the two of the binary mode with a capital, all others by their own name. */
import { className, classOf } from '../classes.js';
import { t } from '../i18n.js';

const OWN = { positive: 'review.positive', negative: 'review.negative' };

export function groupTitle(id) {
  const name = classOf(id)?.name;
  return Object.hasOwn(OWN, name ?? '') ? t(OWN[name]) : className(id);
}
