/** The filters of the history as they stand in the address, and the chips that show them. Without any DOM. */

/** Names in the address and their names in GET /golden/history. */
const ASKED = { q: 'prompt_text', session: 'session', model: 'model', judge: 'judge', verdict: 'verdict', from: 'from', to: 'to' };

export const VERDICTS = ['golden', 'bad', 'neither'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What an address asks for; what means nothing is left out. */
export function read(params) {
  const kept = {};
  for (const name of Object.keys(ASKED)) {
    const value = (params[name] ?? '').trim();
    const good = name === 'verdict' ? VERDICTS.includes(value) : name === 'from' || name === 'to' ? DAY.test(value) : value;
    if (good) kept[name] = value;
  }
  return kept;
}

/** The day of a reader as moments for the server: from its beginning, to its end. */
const start = (day) => new Date(`${day}T00:00:00`);

/** @return parameters of GET /golden/history */
export function toQuery(filters, after, limit) {
  const query = { after: after ?? undefined, limit };
  for (const [name, value] of Object.entries(filters)) query[ASKED[name]] = value;
  if (filters.from) query.from = start(filters.from).toISOString();
  if (filters.to) query.to = new Date(start(filters.to).getTime() + 86_400_000).toISOString();
  return query;
}

/** Parameters for the address, in which what is not set is emptied. */
export const toParams = (filters) => Object.fromEntries(Object.keys(ASKED).map((name) => [name, filters[name] ?? null]));

/** @return [[name, value]] of what is set, in a fixed order */
export const chips = (filters) => Object.keys(ASKED).filter((name) => filters[name]).map((name) => [name, filters[name]]);

/** The verdict that a click gives a picture whose decision is being changed. */
export const nextVerdict = (verdict) => ({ golden: 'bad', bad: 'neither' })[verdict] ?? 'golden';
