/** Who does which task: given out one by one or hardest first, taken back, answered by those who have them. */
package org.fastlabel.hub.assign;
