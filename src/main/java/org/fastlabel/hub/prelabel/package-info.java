/** Pre-labels: who proposes, how sure it is and whether that can be believed, and what people should see first. */
package org.fastlabel.hub.prelabel;
