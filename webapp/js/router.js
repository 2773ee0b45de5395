/** The page's state as an address: `#/label/review?class=1`. */

export const PAGES = ['label', 'review', 'autolabel', 'quality', 'models', 'config'];

/** @return {page, params}; an address that means nothing is the labelling page */
export function parse(hash) {
  const [path, query = ''] = String(hash).replace(/^#/, '').split('?');
  const parts = path.split('/').filter(Boolean);
  const name = parts[0] === 'label' ? parts[1] ?? 'label' : 'label';
  return {
    page: PAGES.includes(name) ? name : 'label',
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a page; empty parameters are left away. */
export function format(page, params = {}) {
  const kept = Object.entries(params).filter(([, v]) => v !== null && v !== undefined && v !== '');
  const query = new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString();
  return `#/label${page === 'label' ? '' : `/${page}`}${query ? `?${query}` : ''}`;
}

/** Change parameters of the page shown, without a new entry in the history. */
export function replaceParams(params) {
  const here = parse(location.hash);
  const next = format(here.page, { ...here.params, ...params });
  if (next !== location.hash) history.replaceState(null, '', next);
}

export function go(page, params) { location.hash = format(page, params); }
