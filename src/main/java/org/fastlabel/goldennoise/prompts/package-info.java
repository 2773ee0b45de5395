/** Reads lists of prompts as people have them. */
package org.fastlabel.goldennoise.prompts;
