/** All elements of the pages, in one place. */
import { FlAutolabel } from '../autolabel/page.js';
import { FlRuler } from '../autolabel/ruler.js';
import { FlCheckpoints } from '../checkpoints/panel.js';
import { FlVectors } from '../checkpoints/vectors.js';
import { FlConfig } from '../config/page.js';
import { FlFolders } from '../config/folders.js';
import { FlImport } from '../config/import.js';
import { FlTraining } from '../config/training.js';
import { FlEffectChart } from '../golden/analysis/effect-chart.js';
import { FlGoldenMap } from '../golden/analysis/map.js';
import { FlGoldenAnalysis } from '../golden/analysis/page.js';
import { FlWhiskerChart } from '../golden/analysis/whisker-chart.js';
import { FlGoldenExport } from '../golden/export/page.js';
import { FlGoldenHistory } from '../golden/history/page.js';
import { FlGoldenSetup } from '../golden/setup/page.js';
import { FlGoldenStatus } from '../golden/status-line.js';
import { FlGoldenWork } from '../golden/work/page.js';
import { FlHubConnections } from '../hub/connections/page.js';
import { FlHubData } from '../hub/data/page.js';
import { FlHubDays } from '../hub/desk/days.js';
import { FlHubDesk } from '../hub/desk/page.js';
import { FlHubMine } from '../hub/desk/mine.js';
import { FlHubGate } from '../hub/gate.js';
import { FlHubJobs } from '../hub/jobs/page.js';
import { FlHubPeople } from '../hub/people/page.js';
import { FlHubAccuracy } from '../hub/stats/accuracy-chart.js';
import { FlHubCalibration } from '../hub/stats/calibration-chart.js';
import { FlHubStats } from '../hub/stats/page.js';
import { FlHubStatus } from '../hub/status-line.js';
import { FlHubTasks } from '../hub/tasks/page.js';
import { FlLabeling } from '../labeling/page.js';
import { FlModels } from '../models/page.js';
import { FlTryIt } from '../models/try-it.js';
import { FlLearningChart } from '../quality/learning-chart.js';
import { FlQuality } from '../quality/page.js';
import { FlReliabilityChart } from '../quality/reliability-chart.js';
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
  'fl-virtual-grid': FlVirtualGrid, 'fl-ruler': FlRuler, 'fl-folders': FlFolders, 'fl-import': FlImport, 'fl-training': FlTraining, 'fl-try-it': FlTryIt,
  'fl-checkpoints': FlCheckpoints, 'fl-vectors': FlVectors,
  'fl-learning-chart': FlLearningChart, 'fl-reliability-chart': FlReliabilityChart, 'fl-zoom': FlZoom,
  'fl-class-finder': FlClassFinder, 'fl-class-menu': FlClassMenu, 'fl-class-row': FlClassRow, 'fl-strategy-menu': FlStrategyMenu,
  'fl-labeling-toolbar': FlLabelingToolbar, 'fl-labeling-footer': FlLabelingFooter, 'fl-view-strip': FlViewStrip,
  'fl-labeling': FlLabeling, 'fl-review': FlReview, 'fl-autolabel': FlAutolabel, 'fl-quality': FlQuality, 'fl-models': FlModels, 'fl-config': FlConfig,
  'fl-whisker-chart': FlWhiskerChart, 'fl-effect-chart': FlEffectChart, 'fl-golden-map': FlGoldenMap,
  'fl-golden-setup': FlGoldenSetup, 'fl-golden-work': FlGoldenWork, 'fl-golden-history': FlGoldenHistory, 'fl-golden-analysis': FlGoldenAnalysis, 'fl-golden-export': FlGoldenExport,
  'fl-hub-gate': FlHubGate, 'fl-hub-status': FlHubStatus, 'fl-hub-data': FlHubData, 'fl-hub-tasks': FlHubTasks, 'fl-hub-jobs': FlHubJobs, 'fl-hub-people': FlHubPeople,
  'fl-hub-connections': FlHubConnections, 'fl-hub-stats': FlHubStats, 'fl-hub-desk': FlHubDesk, 'fl-hub-mine': FlHubMine, 'fl-hub-days': FlHubDays, 'fl-hub-accuracy': FlHubAccuracy, 'fl-hub-calibration': FlHubCalibration,
  'fl-golden-status': FlGoldenStatus, 'fl-tabs': FlTabs, 'fl-status-line': FlStatusLine, 'fl-help': FlHelp, 'fl-bar': FlBar,
};

export function defineAll() {
  for (const [name, type] of Object.entries(ELEMENTS)) customElements.define(name, type);
}
