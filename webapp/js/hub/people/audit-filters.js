/** Which entries of the audit are asked for, as it stands in the address. Without any DOM. */

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const FILTERS = ['who', 'action', 'from', 'to'];

export function read(params) {
  const kept = {};
  for (const name of FILTERS) {
    const value = String(params[name] ?? '').trim();
    if (name === 'from' || name === 'to' ? DAY.test(value) : value && value.length <= 100) kept[name] = value;
  }
  return kept;
}

/** @return parameters of GET /audit; days are those of the reader, from their beginning to their end */
export function toQuery({ who, action, from, to }, after, limit) {
  const start = (day) => new Date(`${day}T00:00:00`).getTime();
  return { who, action, from: from && new Date(start(from)).toISOString(), to: to && new Date(start(to) + 86_400_000).toISOString(), after: after ?? undefined, limit };
}
