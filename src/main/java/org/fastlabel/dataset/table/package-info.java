/**
 * Tables on the disk: CSV, JSON Lines and Label Studio's tasks. A table is looked through once, then any row of it can be read
 * by its number; what stays in memory are positions, never contents.
 */
package org.fastlabel.dataset.table;
