/**
 * The labelling session: what is confirmed, what has been learnt from it, what to label next. {@link
 * org.fastlabel.labeling.LabelingState} is the whole of it as one immutable value; {@link
 * org.fastlabel.labeling.LabelingSession} takes changes, writes each to the event log and then shows the new state, so that a
 * restart replays to the same one; {@code Trainings} teaches heads in the background, never what {@link
 * org.fastlabel.labeling.Holdout} keeps aside; {@link org.fastlabel.labeling.LabelingDesk} holds the session that is open. The head lives in
 * {@code head}, the choice of batches in {@code strategy}; both know nothing of sessions.
 */
package org.fastlabel.labeling;
