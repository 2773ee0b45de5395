/** Words of the page; see ../../words.js. */
export const STATS_WORDS = {
};
