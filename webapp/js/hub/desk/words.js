/** Words of the annotator's pages; see ../../words.js. */
export const DESK_WORDS = {
  'help.desk.label': ['Label with the one of this number', '标为该数字的标签'],
};
