/** Labels as they are typed, and where a refusal belongs. Without any DOM. */

/** One name per line, or separated by commas; each once. */
export const labelsOf = (typed) => [...new Set(typed.split(/[\n,，、]/).map((l) => l.trim()).filter(Boolean))];

/** Which field of a new data set an error of the server is about. */
export function placeOf(error, source) {
  const about = `${error.body?.field ?? ''} ${error.code ?? ''}`;
  if (/name/.test(about)) return 'name';
  if (/label(?!.?column)/.test(about)) return 'labels';
  return source === 'upload' && /column|file|upload|row|table|empty|encoding|json|csv|too-large|question|media/.test(about) ? 'file' : 'form';
}
