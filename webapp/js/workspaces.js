/** The workspaces, their pages in the order of the tabs, the element that shows each, and the letter that goes there. */

export const WORKSPACES = {
  label: {
    words: 'workspace.label',
    pages: {
      label: { element: 'fl-labeling', letter: 'l' }, review: { element: 'fl-review', letter: 'r' }, autolabel: { element: 'fl-autolabel', letter: 'a' },
      quality: { element: 'fl-quality', letter: 'q' }, models: { element: 'fl-models', letter: 'm' }, config: { element: 'fl-config', letter: 'c' },
    },
    status: 'fl-status-line',
  },
  golden: {
    words: 'workspace.golden',
    pages: {
      setup: { element: 'fl-golden-setup', letter: 's' }, work: { element: 'fl-golden-work', letter: 'w' }, history: { element: 'fl-golden-history', letter: 'h' },
      analysis: { element: 'fl-golden-analysis', letter: 'a' }, export: { element: 'fl-golden-export', letter: 'e' },
    },
    status: 'fl-golden-status',
  },
  hub: {
    words: 'workspace.hub',
    pages: {
      data: { element: 'fl-hub-data', letter: 'd', roles: ['admin'] }, tasks: { element: 'fl-hub-tasks', letter: 't', roles: ['admin'] },
      jobs: { element: 'fl-hub-jobs', letter: 'j', roles: ['admin'] }, people: { element: 'fl-hub-people', letter: 'p', roles: ['admin'] },
      connections: { element: 'fl-hub-connections', letter: 'c', roles: ['admin'] }, stats: { element: 'fl-hub-stats', letter: 's', roles: ['admin'] },
      desk: { element: 'fl-hub-desk', letter: 'w', roles: ['admin', 'annotator'] }, mine: { element: 'fl-hub-mine', letter: 'm', roles: ['annotator'] },
    },
    status: 'fl-hub-status',
    /** What stands before its pages: who is not logged in logs in there. */
    gate: 'fl-hub-gate',
  },
};

/** Names of pages are unique over all workspaces. */
const OWNER = Object.fromEntries(Object.entries(WORKSPACES).flatMap(([name, { pages }]) => Object.keys(pages).map((page) => [page, name])));

export const workspaceOf = (page) => OWNER[page];

export const pagesOf = (workspace) => Object.keys(WORKSPACES[workspace].pages);

export const elementOf = (page) => WORKSPACES[OWNER[page]].pages[page].element;

/** Who may open a page: a list of roles, or null for everybody. */
export const rolesOf = (page) => WORKSPACES[OWNER[page]].pages[page].roles ?? null;

/** The page a letter leads to, in this workspace; from elsewhere its first letter leads to another workspace. */
export function pageFor(workspace, letter) {
  const found = pagesOf(workspace).find((page) => WORKSPACES[workspace].pages[page].letter === letter);
  return found ?? { l: 'label', n: 'work', d: 'data' }[letter] ?? null;
}
