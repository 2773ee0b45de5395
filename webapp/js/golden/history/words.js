export const HISTORY_WORDS = {};
