/** What is behind a task: its text, picture or sound; signed addresses of the latter; data sets taken from the Label workspace. */
package org.fastlabel.hub.media;
