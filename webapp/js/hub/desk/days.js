/** Tasks labelled per day, one bar each. data = [{day, labeled}] */
import { FlChart } from '../../quality/chart.js';

export class FlHubDays extends FlChart {
  draw() { return null; }
}
