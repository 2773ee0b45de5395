/** Sentence models: checkpoints of BERT's architecture, from a Hugging Face folder or from an ONNX file in a library's jar. */
package org.fastlabel.embedding.text;
