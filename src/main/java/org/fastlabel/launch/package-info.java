/** Starts the server from the command line. Plain JDK: it runs before there is anything else. */
package org.fastlabel.launch;
