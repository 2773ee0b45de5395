export const ANALYSIS_WORDS = {};
