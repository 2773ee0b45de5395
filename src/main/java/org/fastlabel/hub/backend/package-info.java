/** What Label Studio asks of a machine learning backend: predictions of the data sets' heads, and their training. */
package org.fastlabel.hub.backend;
