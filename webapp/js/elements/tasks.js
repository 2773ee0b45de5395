/** The long work a status tells of, in one shape: {kind, name, state, done, total, unit, rate, left (s), message, unreadable}. */
const READING = { image: 'work.embedding', audio: 'work.embedding.audio', text: 'work.embedding.text' };
const seen = { bytes: 0, at: 0, rate: 0 };

export function tasks(status, now = Date.now()) {
  const list = [];
  const e = status?.embedding;
  if (e && e.state !== 'done' && e.total > 0) {
    list.push({ kind: 'embedding', name: READING[status.data_type] ?? READING.image, state: e.state, done: e.done, total: e.total, rate: e.rate ?? 0, left: e.eta_s ?? 0, message: e.error, unreadable: e.unreadable });
  }
  const s = status?.checkpoint?.switching;
  if (s && s.state !== 'failed') list.push({ kind: 'switch', name: 'work.switch', state: 'running', done: s.done ?? 0, total: s.total ?? 0, rate: 0, left: s.eta_s ?? 0, message: null });
  const d = status?.download;
  if (d && d.state === 'running') {
    const rate = downloadRate(d.done_bytes, now);
    list.push({ kind: 'download', name: 'work.download', state: 'running', unit: 'bytes', done: d.done_bytes, total: d.total_bytes, rate, left: rate > 0 ? (d.total_bytes - d.done_bytes) / rate : 0, message: d.message });
  }
  return list;
}

/** The status has no rate for the download: measured here, smoothed. */
function downloadRate(count, now) {
  if (count < seen.bytes || seen.at === 0) Object.assign(seen, { bytes: count, at: now, rate: 0 });
  else if (now - seen.at > 800) {
    const latest = ((count - seen.bytes) * 1000) / (now - seen.at);
    Object.assign(seen, { bytes: count, at: now, rate: seen.rate ? seen.rate * 0.7 + latest * 0.3 : latest });
  }
  return seen.rate;
}
