/** Words of the page; see ../../words.js. */
export const TASKS_WORDS = {
};
