/** Which columns a file has, from its beginning, so that one can be chosen. Without any DOM. */

const TEXT = ['text', 'content', 'sentence', 'body', 'comment', 'review', 'message', '文本', '内容'];
const LABEL = ['label', 'class', 'category', 'target', 'sentiment', '标签', '类别'];

/** The fields of the first line of a table. A quoted field may hold the separator, line ends and doubled quotes. */
function fields(line, separator) {
  const out = [];
  let field = '', quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (line[i + 1] === '"') { field += '"'; i++; } else quoted = false;
    } else if (c === '"' && !field) quoted = true;
    else if (c === separator) { out.push(field); field = ''; } else if (c === '\n' || c === '\r') break;
    else field += c;
  }
  return [...out, field].map((f) => f.trim());
}

/** Names in an object as it stands in a file, of what is text or a number. */
const names = (object) => Object.entries(object ?? {}).filter(([, v]) => typeof v === 'string' || typeof v === 'number').map(([k]) => k);

/** The beginning of a JSON array is cut off somewhere: its first element is what can be read. */
function first(beginning) {
  for (let at = beginning.indexOf('}'); at > 0; at = beginning.indexOf('}', at + 1)) {
    try { return JSON.parse(beginning.slice(beginning.indexOf('{'), at + 1)); } catch { /* a brace within */ }
  }
  return null;
}

/**
 * @param beginning the first characters of the file  @param name its name
 * @return {kind: 'table' | 'lines' | 'label-studio', columns, questions, answered}: the questions that its first task was asked, and whether it brings answers
 */
export function columnsOf(beginning, name) {
  const { kind, columns, task } = read(beginning, name);
  const said = ['annotations', 'predictions'].flatMap((field) => (Array.isArray(task?.[field]) ? task[field] : [])).flatMap((one) => (Array.isArray(one?.result) ? one.result : []));
  const questions = [...new Set(said.filter((r) => r?.type === 'choices' && typeof r.from_name === 'string').map((r) => r.from_name))];
  return { kind, columns, questions, answered: Boolean(task?.annotations || task?.predictions) || columns.includes('annotation_id') };
}

function read(beginning, name) {
  const text = beginning.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('[')) {
    const object = first(text);
    return { kind: 'label-studio', columns: names(object?.data ?? object), task: object?.data && object };
  }
  if (text.startsWith('{')) {
    const object = first(text);
    return object?.data ? { kind: 'label-studio', columns: names(object.data), task: object } : { kind: 'lines', columns: names(object) };
  }
  const line = text.split(/\r?\n/, 1)[0];
  const separator = /\.tsv$/i.test(name) || (line.includes('\t') && !line.includes(',')) ? '\t' : line.includes(';') && !line.includes(',') ? ';' : ',';
  return { kind: 'table', columns: fields(text, separator).filter(Boolean) };
}

const guess = (columns, wanted) => columns.find((c) => wanted.includes(c.toLowerCase())) ?? null;

/** What the columns most likely are: {text, label}; the first column where no name says it. */
export const guessed = (columns) => ({ text: guess(columns, TEXT) ?? columns.find((c) => c.toLowerCase() !== 'id') ?? columns[0] ?? null, label: guess(columns, LABEL) });
