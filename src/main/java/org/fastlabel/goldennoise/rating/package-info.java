/** What follows from what people said, as pure functions: strengths from pairs, which pair to ask next, which candidates to show. */
package org.fastlabel.goldennoise.rating;
