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
};

/** Names of pages are unique over all workspaces. */
const OWNER = Object.fromEntries(Object.entries(WORKSPACES).flatMap(([name, { pages }]) => Object.keys(pages).map((page) => [page, name])));

export const workspaceOf = (page) => OWNER[page];

export const pagesOf = (workspace) => Object.keys(WORKSPACES[workspace].pages);

export const elementOf = (page) => WORKSPACES[OWNER[page]].pages[page].element;

/** The page a letter leads to, in this workspace; from elsewhere its first letter leads to another workspace. */
export function pageFor(workspace, letter) {
  const found = pagesOf(workspace).find((page) => WORKSPACES[workspace].pages[page].letter === letter);
  return found ?? { l: 'label', n: 'work' }[letter] ?? null;
}
