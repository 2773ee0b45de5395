/** Building elements. Text only ever enters as text nodes: file names are user input. */

/**
 * @param attrs `on` {event: listener}, `class`, boolean and string attributes; null and false leave one out
 * @param children nodes, strings, arrays of them; null and false are left out
 */
export function h(tag, attrs = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    if (name === 'on') for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
    else attr(element, name, value);
  }
  element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, attrs = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attrs)) attr(element, name, value);
  element.append(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** Set an attribute only when it differs; null, undefined and false take it away. */
export function attr(element, name, value) {
  if (value === null || value === undefined || value === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Set text only when it differs, so that screen readers are not told the same again. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

/** Fingers instead of a mouse and keys. */
export const touchOnly = () => matchMedia('(hover: none)').matches;

export const key = (name) => h('kbd', {}, name);

/** Line icons, 16 × 16, drawn with the text's colour. */
const ICONS = {
  auto: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  light: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.1 1.1M11.9 11.9 13 13M3 13l1.1-1.1M11.9 4.1 13 3',
  dark: 'M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1z',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3M3 6.5l3 3',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  skip: 'M2.5 8a5.5 5.5 0 0 1 9.6-3.7L13.5 6M13.5 2.5V6H10M13.5 8a5.5 5.5 0 0 1-9.6 3.7L2.5 10M2.5 13.5V10H6',
  folder: 'M2 4.5A1 1 0 0 1 3 3.5h3l1.5 1.5H13a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z',
  sheet: 'M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11',
  up: 'M8 13V3M4 7l4-4 4 4',
  download: 'M8 2.5v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  faces: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6 6.3v.4M10 6.3v.4M5.4 9.6c1.4 1.8 3.8 1.8 5.2 0',
  shield: 'M8 1.8 13 3.5v4c0 3.4-2.1 5.7-5 6.7-2.9-1-5-3.3-5-6.7v-4z',
  pair: 'M2 3h5v10H2zM9 3h5v10H9z',
  chip: 'M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14',
  numbers: 'M2.5 4h3M2.5 8h3M2.5 12h3M8 4h5.5M8 8h3M8 12h4.5',
  check: 'M3 8.5 6.5 12 13 4.5',
  play: 'M5 3.2v9.6l8-4.8z',
  pause: 'M5 3.5v9M11 3.5v9',
  like: 'M2.5 2.5h7.5v7.5H2.5zM6 13.5h7.5V6',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  tag: 'M2.5 2.5h5.2l5.8 5.8-5.2 5.2L2.5 7.7zM5.2 5.2h.1',
  plus: 'M8 3v10M3 8h10',
  down: 'M4 6l4 4 4-4',
  back: 'M13 8H3M7 4 3 8l4 4',
  sound: 'M2.5 6.2v3.6h2.4L8.5 13V3L4.9 6.2zM11 5.6c1.3 1.3 1.3 3.5 0 4.8',
  text: 'M3 3.5h10M3 6.5h10M3 9.5h10M3 12.5h6',
  person: 'M8 2.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M2.8 14c.5-2.8 2.5-4.2 5.2-4.2s4.7 1.4 5.2 4.2',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  star: 'M8 2l1.8 3.8 4.2.6-3 2.9.7 4.2L8 11.5l-3.7 2 .7-4.2-3-2.9 4.2-.6z',
  bin: 'M3 4.5h10M6 4.5v-2h4v2M4.2 4.5l.6 9h6.4l.6-9',
  link: 'M6.5 9.5l3-3M7 4.5l1.6-1.6a3 3 0 0 1 4.3 4.3L11.5 9M9 11.5l-1.6 1.6a3 3 0 0 1-4.3-4.3L4.5 7',
  broken: 'M2.5 2.5h11v11h-11zM2.5 11l3-3 2.5 2.5M9 2.5 7.5 6 10 8l-1.5 3',
};

export function icon(name) {
  return svg('svg', { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: ICONS[name] }));
}
