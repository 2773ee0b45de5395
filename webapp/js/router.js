/** The page's state as an address: `#/label/review?class=1`, `#/golden/work?…`. */
import { pagesOf, workspaceOf, WORKSPACES } from './workspaces.js';

/** @return {workspace, page, params}; an address that means nothing is the labelling page */
export function parse(hash) {
  const [path, query = ''] = String(hash).replace(/^#/, '').split('?');
  const parts = path.split('/').filter(Boolean);
  const workspace = Object.hasOwn(WORKSPACES, parts[0] ?? '') ? parts[0] : 'label';
  const pages = pagesOf(workspace);
  const named = parts[0] === workspace && pages.includes(parts[1]);
  return { workspace, page: named ? parts[1] : pages[0], params: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a page; empty parameters are left away. The labelling page is the root of its workspace. */
export function format(page, params = {}) {
  const workspace = workspaceOf(page);
  const kept = Object.entries(params).filter(([, v]) => v !== null && v !== undefined && v !== '');
  const query = new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString();
  return `#/${workspace}${page === workspace ? '' : `/${page}`}${query ? `?${query}` : ''}`;
}

/** Change parameters of the page shown, without a new entry in the history. */
export function replaceParams(params) {
  const here = parse(location.hash);
  const next = format(here.page, { ...here.params, ...params });
  if (next !== location.hash) history.replaceState(null, '', next);
}

export function go(page, params) { location.hash = format(page, params); }
