/** Reads what the server says to people out of its Java sources: each sentence with {names} for what is filled in. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../main/java/org/fastlabel/', import.meta.url);
const TOKEN = /\/\/[^\n]*|\/\*[^]*?\*\/|"""[^]*?"""|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])+'|[A-Za-z_$][\w$]*|\d[\w.]*|->|::|[=!<>]=|&&|\|\||\+\+|\+=|\s+|[^]/g;
const OPEN = /^[({[]$/;
const ENDS = new Set([',', ';', '=', '+=', '->', 'return', 'throw', '==', '!=', '&&', '||', 'yield']);

const unescaped = (literal) => JSON.parse(literal.replace(/\\'/g, "'").replace(/\\([0-7]{1,3})(?!\d)/g, '\\u0020'));

/** Nested lists: a token is a text, a bracket a list that knows what stands before it. */
function tree(source) {
  const top = { kind: '', call: '', list: [], line: 1 };
  const stack = [top];
  let line = 1;
  for (const [token] of source.matchAll(TOKEN)) {
    const here = stack.at(-1);
    if (OPEN.test(token)) {
      const group = { kind: token, call: callee(here.list), list: [], line };
      here.list.push(group);
      stack.push(group);
    } else if (token === ')' || token === '}' || token === ']') stack.pop();
    else if (!/^(\s|\/\/|\/\*)/.test(token)) here.list.push(token.startsWith('"') ? { text: token.startsWith('"""') ? '' : unescaped(token), line } : token);
    line += token.split('\n').length - 1;
  }
  return top;
}

/** `new Conflict`, `LOG.log`, `@Path`: as many names as belong together. */
function callee(list) {
  let from = list.length;
  while (from > 0 && typeof list[from - 1] === 'string' && /^([\w$]+|\.|@)$/.test(list[from - 1]) && !/^(return|throw|else|case)$/.test(list[from - 1])) from--;
  return list.slice(from).join(' ').replace(/ ?([.@]) ?/g, '$1');
}

const isText = (node) => node?.text !== undefined;
const split = (list, at) => list.reduce((parts, node) => { if (node === at) parts.push([]); else parts.at(-1).push(node); return parts; }, [[]]);
const crossed = (a, b) => a.flatMap((one) => b.map((two) => [...one, ...two]));

const PLAIN = /^(get\w*|to\w*|size|length|shortened|join|collect|strip|substring|name|file_name|max|min|value|value_of|of|shown|message|string|int|next|round|arrays|map|replace_all|display|list_of|encode_to_string|text)$/;
const snake = (name) => (/^[A-Z\d_]+$/.test(name) ? name : name.replace(/[A-Z]/g, (c, i) => (i ? `_${c}` : c))).toLowerCase();

/** The name of what is filled in: the last name of the expression that says something. */
function nameOf(list) {
  const names = list.flatMap((node) => (typeof node === 'string' ? [node] : node.kind === '(' ? node.list : [])).filter((node) => typeof node === 'string' && /^[a-z]\w*$/i.test(node))
    .filter((name) => !/^[A-Z][a-z]|^(new|int|long)$/.test(name)).map(snake);
  return names.find((name) => !PLAIN.test(name)) ?? names[0] ?? 'value';
}

/** Every way the expression can read: lists of texts and {hole}s. */
function readings(list) {
  const question = list.indexOf('?');
  if (question >= 0) {
    const rest = list.slice(question + 1);
    let depth = 0;
    const colon = rest.findIndex((node) => { if (node === '?') depth++; return node === ':' && depth-- === 0; });
    if (colon >= 0) return [...readings(rest.slice(0, colon)), ...readings(rest.slice(colon + 1))];
  }
  const parts = split(list, '+');
  if (parts.length > 1) return parts.map(readings).reduce(crossed);
  if (list.length === 1 && isText(list[0])) return [[list[0].text]];
  if (list.length === 1 && list[0].kind === '(') return readings(list[0].list);
  if (isText(list[0]) && list[2] === 'formatted') return [list[0].text.split(/%[.,\d]*[sdf]/).flatMap((text, i) => (i ? [{ hole: 'value' }, text] : [text]))];
  return [[{ hole: nameOf(list) }]];
}

const formatted = (text) => { let n = 0; return text.replace(/%[.,\d]*[sdf]/g, () => `{value${++n}}`).replaceAll('%%', '%'); };

/** @return [{file, line, call, text}] of all expressions in which a text stands */

export function sentences() {
  const found = [];
  const files = readdirSync(fileURLToPath(root), { recursive: true }).filter((f) => f.endsWith('.java')).sort();
  for (const file of files) {
    const visit = (group) => {
      let segment = [];
      const flush = () => {
        if (segment.some((node) => isText(node) || (node.kind === '(' && segment.includes('+')) || node === '?')) {
          for (const parts of readings(segment)) {
            const names = new Map();
            const text = parts.map((part) => {
              if (part.hole === undefined) return part;
              const n = (names.get(part.hole) ?? 0) + 1;
              names.set(part.hole, n);
              return `{${part.hole}${n > 1 ? n : ''}}`;
            }).join('');
            found.push({ file, line: segment.find(isText)?.line ?? group.line, call: group.call, text: group.call.endsWith('format') ? formatted(text) : text });
          }
        }
        // A choice in brackets is part of what stands around it, and read with that.
        for (const node of segment) if (node.list && !(node.kind === '(' && node.call === '' && segment.includes('+'))) visit(node);
        segment = [];
      };
      for (const node of group.list) {
        if (typeof node === 'string' && ENDS.has(node)) flush();
        else if (node.kind === '{') { flush(); visit(node); } else segment.push(node);
      }
      flush();
    };
    visit(tree(readFileSync(new URL(file, root), 'utf8')));
  }
  return found;
}
