/** Words of the page; see ../../words.js. */
export const CONNECTIONS_WORDS = {
};
