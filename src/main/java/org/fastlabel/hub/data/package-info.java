/**
 * Data sets of the team: made from demonstration texts, uploaded tables or a data set of the Label workspace; listed, changed, exported,
 * deleted. A data set is put in within one transaction, page by page, so that it is there whole or not at all.
 */
package org.fastlabel.hub.data;
