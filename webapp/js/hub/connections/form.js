/** What is typed about a connection, as the server takes it. Without any DOM. */

/** An empty token keeps the one that is there. @param which 'label_studio' or 'ollama' */
export function settingsOf(which, { base_url: address, token, project_id: project, model, timeout_seconds: timeout }) {
  const settings = { base_url: address.trim() };
  if (which === 'ollama') return { ...settings, model: model.trim(), ...(timeout ? { timeout_seconds: Number(timeout) } : {}) };
  return { ...settings, ...(token.trim() ? { token: token.trim() } : {}), ...(project ? { project_id: Number(project) } : {}) };
}

/** Which field a refusal is about. */
export function fieldOf(error) {
  const named = error.body?.field;
  if (named) return named;
  const { code = '' } = error;
  if (/token/.test(code)) return 'token';
  if (/project/.test(code)) return 'project_id';
  if (/model/.test(code)) return 'model';
  if (/timeout/.test(code)) return 'timeout_seconds';
  return /address|url|host|outside/.test(code) ? 'base_url' : null;
}
