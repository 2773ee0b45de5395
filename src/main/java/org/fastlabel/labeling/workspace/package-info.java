/** Which data set is being worked on: choosing it, finding it again after a restart, and what the pages show of it all. */
package org.fastlabel.labeling.workspace;
