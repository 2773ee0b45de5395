/**
 * CLIP checkpoints as they are published: a Hugging Face folder or an open_clip folder becomes an image tower, a text tower,
 * a tokenizer and a preprocessing. Inside, all weights carry open_clip's names.
 */
package org.fastlabel.clip;
