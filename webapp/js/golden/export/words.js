export const EXPORT_WORDS = {};
