import { FlElement } from '../../elements/base.js';

export class FlGoldenExport extends FlElement {}
