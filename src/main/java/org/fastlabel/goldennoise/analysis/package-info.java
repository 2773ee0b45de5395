/**
 * What the record of golden pictures says: whether seeds matter at all, how golden noise differs from other noise, which seeds are golden
 * across prompts, whether they lie together, and maps to look at. The statistics are pure functions of the judged cells and a random
 * seed; desk and resource put them to work.
 */
package org.fastlabel.goldennoise.analysis;
