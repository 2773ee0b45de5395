/** Data sets, tasks and people of a team; Label Studio and language models beside them. */
package org.fastlabel.hub;
