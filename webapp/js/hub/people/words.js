/** Words of the page; see ../../words.js. */
export const PEOPLE_WORDS = {
};
