/** Takes the record of Golden Noise away as files, and brings it back. */
package org.fastlabel.goldennoise.transfer;
