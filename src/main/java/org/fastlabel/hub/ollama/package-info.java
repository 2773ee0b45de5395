/** Pre-labels by a language model behind Ollama's HTTP API: what it is told, what it answers, how sure it is of it. */
package org.fastlabel.hub.ollama;
