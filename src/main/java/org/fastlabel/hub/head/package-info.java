/** The data sets' own classifiers: what they learn from, how they are kept, and what they propose; and labels by words alone. */
package org.fastlabel.hub.head;
