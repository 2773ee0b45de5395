/** What machines think of pictures: how well they fit their prompt, and how they look. */
package org.fastlabel.goldennoise.score;
