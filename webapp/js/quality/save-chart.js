/** Charts as files. A saved file has no style sheet: the colours are written into it, on the page's own background. */
import { h } from '../dom.js';

const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor'];
const SCALE = 2;

/** The chart as a text that stands for itself, and its size. */
function alone(chart) {
  const copy = chart.cloneNode(true);
  const from = chart.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((node, i) => {
    const style = getComputedStyle(from[i]);
    for (const name of STYLES) node.setAttribute(name, style.getPropertyValue(name));
  });
  const { width, height } = chart.viewBox.baseVal;
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width, height, fill: getComputedStyle(document.documentElement).getPropertyValue('--surface').trim() })) ground.setAttribute(name, value);
  copy.prepend(ground);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  return { markup: copy.outerHTML, width, height };
}

export function download(blob, name) {
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

export function saveSvg(chart, name) {
  download(new Blob([alone(chart).markup], { type: 'image/svg+xml' }), `${name}.svg`);
}

export async function savePng(chart, name) {
  const { markup, width, height } = alone(chart);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await image.decode();
  const canvas = h('canvas', { width: Math.round(width * SCALE), height: Math.round(height * SCALE) });
  const context = canvas.getContext('2d');
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0, width, height);
  canvas.toBlob((blob) => download(blob, `${name}.png`), 'image/png');
}
