/** How tasks are given out and answers settled: a form of it. The two functions before it need no DOM. */

/** A moment for an input of type datetime-local, in the reader's own time; '' for none. */
export function toLocal(iso) {
  const at = new Date(iso ?? NaN);
  if (Number.isNaN(at.getTime())) return '';
  const two = (n) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What was typed, as the server takes it. @param typed {overlap, share, settle, hide, lock, deadline} as texts, `hide` as boolean */
export function rulesOf({ overlap, share, settle, hide, lock, deadline }) {
  const people = Number(overlap) || 1;
  return {
    overlap: people, overlap_share: people > 1 ? (Number(share) || 0) / 100 : 0, settle, hide_prelabel: hide, lock_minutes: Number(lock) || 0,
    deadline: deadline ? new Date(deadline).toISOString() : null,
  };
}
