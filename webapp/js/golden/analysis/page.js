import { FlElement } from '../../elements/base.js';

export class FlGoldenAnalysis extends FlElement {}
