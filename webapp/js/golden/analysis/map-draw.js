/** Drawing the points of a map: golden as stars, bad as crosses, the rest as rings; on a canvas, or as an SVG for a file. */
import { svg } from '../../dom.js';

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Colours of the page as it is now. */
export const colors = () => ({ ground: token('--surface'), golden: token('--golden-line'), edge: token('--golden-ink'), bad: token('--negative-line'), neither: token('--line-strong'), chosen: token('--accent'), ink: token('--ink') });

/** The corners of a five-pointed star. */
const star = (x, y, r) => Array.from({ length: 10 }, (_, i) => {
  const angle = -Math.PI / 2 + (i * Math.PI) / 5;
  const far = i % 2 ? r * 0.45 : r;
  return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
});

/** What stands for a verdict: outlines as lists of points, or a circle. */
function shape({ verdict }, x, y) {
  if (verdict === 'golden') return { kind: 'star', lines: [star(x, y, 7)] };
  if (verdict === 'bad') return { kind: 'cross', lines: [[[x - 4, y - 4], [x + 4, y + 4]], [[x - 4, y + 4], [x + 4, y - 4]]] };
  return { kind: 'ring', circle: [x, y, 3] };
}

const ORDER = { neither: 0, bad: 1, golden: 2 };
/** The golden ones last, so that they lie on top. */
export const ordered = (points) => points.map((_, i) => i).sort((a, b) => (ORDER[points[a].verdict] ?? 0) - (ORDER[points[b].verdict] ?? 0));

export function draw(context, view, points, { chosen, hovered, lasso }, tone) {
  context.fillStyle = tone.ground;
  context.fillRect(0, 0, view.width, view.height);
  for (const i of ordered(points)) {
    const [x, y] = view.at(points[i]);
    if (x < -10 || y < -10 || x > view.width + 10 || y > view.height + 10) continue;
    if (chosen.has(i) || i === hovered) {
      context.beginPath();
      context.arc(x, y, 9, 0, 7);
      context.strokeStyle = tone.chosen;
      context.lineWidth = 2;
      context.stroke();
    }
    mark(context, shape(points[i], x, y), tone);
  }
  if (lasso?.length > 1) {
    context.beginPath();
    lasso.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    context.strokeStyle = tone.chosen;
    context.lineWidth = 1.5;
    context.setLineDash([5, 4]);
    context.stroke();
    context.setLineDash([]);
  }
}

function mark(context, { kind, lines, circle }, tone) {
  context.beginPath();
  if (circle) context.arc(...circle, 0, 7);
  else for (const line of lines) line.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.lineWidth = kind === 'cross' ? 2.2 : 1.3;
  if (kind === 'star') {
    context.closePath();
    context.fillStyle = tone.golden;
    context.fill();
    context.lineWidth = 0.8;
  }
  context.strokeStyle = { star: tone.edge, cross: tone.bad, ring: tone.neither }[kind];
  context.stroke();
}

/** The same as a file. @param title in words */
export function asSvg(view, points, title, tone) {
  const number = (v) => v.toFixed(1);
  const path = (line, close) => `${line.map(([x, y], i) => `${i ? 'L' : 'M'}${number(x)} ${number(y)}`).join('')}${close ? 'Z' : ''}`;
  const one = (i) => {
    const { kind, lines, circle } = shape(points[i], ...view.at(points[i]));
    if (circle) return svg('circle', { cx: number(circle[0]), cy: number(circle[1]), r: circle[2], fill: 'none', stroke: tone.neither, 'stroke-width': 1.3 });
    return svg('path', { d: lines.map((line) => path(line, kind === 'star')).join(''), fill: kind === 'star' ? tone.golden : 'none', stroke: kind === 'star' ? tone.edge : tone.bad, 'stroke-width': kind === 'star' ? 0.8 : 2.2 });
  };
  const words = svg('text', { x: 12, y: 22, fill: tone.ink, 'font-family': 'sans-serif', 'font-size': 13 });
  words.textContent = title;
  return svg('svg', { xmlns: 'http://www.w3.org/2000/svg', width: view.width, height: view.height, viewBox: `0 0 ${view.width} ${view.height}` },
    svg('rect', { width: view.width, height: view.height, fill: tone.ground }), ordered(points).map(one), words);
}
