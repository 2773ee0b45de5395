/** Tests of the built program from outside: the launcher starts it as a person would, tests speak HTTP or use a browser. */
package org.fastlabel.it;
