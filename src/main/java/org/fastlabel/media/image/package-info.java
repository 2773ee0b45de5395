/**
 * Pictures: from the bytes of a file to 8-bit RGB as Pillow would see it, to another size as Pillow would compute it, and to
 * small files for the browser. Formats are decided by content. Whatever a file holds, the worst that happens is
 * {@code InvalidInput("unreadable-item")}.
 */
package org.fastlabel.media.image;
