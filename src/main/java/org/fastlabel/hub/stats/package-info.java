/** How far a data set has come, how well people agree with each other, with known answers and with what was proposed to them. */
package org.fastlabel.hub.stats;
