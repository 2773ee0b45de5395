/** A stand-in of Ollama for tests and for trying pages by hand. */
package org.fastlabel.fakes.ollama;
