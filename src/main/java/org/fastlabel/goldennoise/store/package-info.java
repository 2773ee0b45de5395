/**
 * What is kept of the Golden Noise workspace in the database. Decisions and pairs are only ever added; which decision counts is a
 * reference, so a change never loses what was said before. Each method of a repository is one transaction.
 */
package org.fastlabel.goldennoise.store;
