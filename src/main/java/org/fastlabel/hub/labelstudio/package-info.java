/**
 * Label Studio beside the hub: tasks go there, answers come back, proposals are shown there. It deduplicates nothing and tells of changes
 * only while somebody listens, so each piece of work first looks what is there. Tasks are recognised by a key of our own in their data,
 * {@code hub_id}, never by that server's numbers alone: these are given out again after a deletion.
 */
package org.fastlabel.hub.labelstudio;
