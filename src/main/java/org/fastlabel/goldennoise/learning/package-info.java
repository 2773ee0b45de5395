/**
 * What is learned from the record of golden pictures: a selector of seeds, a refiner of noise, and a report that says on prompts that they
 * have not seen whether they are worth anything. The networks are small and stand in {@code models/programs/golden.py}.
 */
package org.fastlabel.goldennoise.learning;
