/**
 * The Golden Noise workspace: prompts, groups of pictures from many seeds, what people chose of them, and the record of all that. Below it
 * what the record says ({@code analysis}) and what is learned from it ({@code learning}).
 */
package org.fastlabel.goldennoise;
