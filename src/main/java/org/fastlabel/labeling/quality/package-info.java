/**
 * How good labels and head are: estimates on items that the head has not learnt from, labels that look wrong, near-duplicates,
 * and whether more labels would help. The mathematics is plain functions of logits and labels; {@link
 * org.fastlabel.labeling.quality.QualityDesk} keeps the latest results and computes new ones in the background.
 */
package org.fastlabel.labeling.quality;
