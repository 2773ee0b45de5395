/** Colours of classes: a palette, and text on them that can be read. */

/** Far apart from each other, also for most colour-blind people; offered first. */
export const PALETTE = ['#4477aa', '#ee6677', '#228833', '#ccbb44', '#66ccee', '#aa3377', '#e07b39', '#44a99a', '#8866cc', '#999933', '#cc6699', '#777777'];

const DARK = '#000000';
const LIGHT = '#ffffff';
const channel = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

export const isColor = (text) => /^#[0-9a-f]{6}$/i.test(text ?? '');

/** Relative luminance after WCAG, 0 to 1. */
export const luminance = (hex) => [1, 3, 5].map((i) => channel(parseInt(hex.slice(i, i + 2), 16) / 255))
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);

export function contrast(a, b) {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

/** The text colour on a colour: dark or light, whichever reads better; always at least 4.5 : 1. */
export const inkOn = (color) => (contrast(DARK, color) >= contrast(LIGHT, color) ? DARK : LIGHT);

/** A colour for the n-th class where none is given. */
export function colorAt(index) {
  if (index < PALETTE.length) return PALETTE[index];
  // Steps of the golden angle never come close to each other.
  const hue = (index * 137.508) % 360;
  const light = 0.42 + 0.14 * (index % 3);
  const part = (n) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (light - 0.55 * Math.min(light, 1 - light) * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return `#${[part(0), part(8), part(4)].map((v) => v.toString(16).padStart(2, '0')).join('')}`;
}
