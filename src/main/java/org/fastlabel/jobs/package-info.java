/** Background work that outlives the process: queued in the database, run by whoever is free, taken over when its worker dies. */
package org.fastlabel.jobs;
