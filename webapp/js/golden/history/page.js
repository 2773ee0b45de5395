import { FlElement } from '../../elements/base.js';

export class FlGoldenHistory extends FlElement {}
