/** Sets the database up: where it lies, and its tables. What is kept in it belongs to the features. */
package org.fastlabel.persistence;
