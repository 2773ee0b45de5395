/** All elements of the pages, in one place. */
import { FlAutolabel } from '../autolabel/page.js';
import { FlRuler } from '../autolabel/ruler.js';
import { FlConfig } from '../config/page.js';
import { FlFolders } from '../config/folders.js';
import { FlLabeling } from '../labeling/page.js';
import { FlReview } from '../review/page.js';
import { FlClassMenu } from '../labeling/class-menu.js';
import { FlClassRow } from '../labeling/class-row.js';
import { FlLabelingFooter } from '../labeling/footer.js';
import { FlStrategyMenu } from '../labeling/strategy-menu.js';
import { FlLabelingToolbar } from '../labeling/toolbar.js';
import { FlViewStrip } from '../labeling/view-strip.js';
import { FlBar } from './bar.js';
import { FlCard } from './card.js';
import { FlClassFinder } from './class-finder.js';
import { FlCurve } from './curve.js';
import { FlHelp } from './help.js';
import { FlNotice } from './notice.js';
import { FlSegmented } from './segmented.js';
import { FlStatusLine } from './status-line.js';
import { FlTabs } from './tabs.js';
import { FlVirtualGrid } from './virtual-grid.js';
import { FlZoom } from './zoom.js';

const ELEMENTS = {
  'fl-card': FlCard, 'fl-segmented': FlSegmented, 'fl-notice': FlNotice, 'fl-curve': FlCurve,
  'fl-virtual-grid': FlVirtualGrid, 'fl-ruler': FlRuler, 'fl-folders': FlFolders, 'fl-zoom': FlZoom,
  'fl-class-finder': FlClassFinder, 'fl-class-menu': FlClassMenu, 'fl-class-row': FlClassRow, 'fl-strategy-menu': FlStrategyMenu,
  'fl-labeling-toolbar': FlLabelingToolbar, 'fl-labeling-footer': FlLabelingFooter, 'fl-view-strip': FlViewStrip,
  'fl-labeling': FlLabeling, 'fl-review': FlReview, 'fl-autolabel': FlAutolabel, 'fl-config': FlConfig,
  'fl-tabs': FlTabs, 'fl-status-line': FlStatusLine, 'fl-help': FlHelp, 'fl-bar': FlBar,
};

export function defineAll() {
  for (const [name, type] of Object.entries(ELEMENTS)) customElements.define(name, type);
}
