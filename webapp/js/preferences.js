/** Theme and language: the system decides until the reader does. */
import { setLanguage } from './i18n.js';
import { prefs } from './store.js';

export const THEMES = ['auto', 'light', 'dark'];

export const theme = () => (THEMES.includes(prefs.get('theme')) ? prefs.get('theme') : 'auto');

export function applyTheme(name = theme()) {
  if (name === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}

export function nextTheme() {
  const name = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
  prefs.set('theme', name);
  applyTheme(name);
  return name;
}

export function applyLanguage(name = prefs.get('language') ?? (navigator.language?.startsWith('zh') ? 'zh' : 'en')) {
  setLanguage(name);
  document.documentElement.lang = name === 'zh' ? 'zh-CN' : 'en';
}
