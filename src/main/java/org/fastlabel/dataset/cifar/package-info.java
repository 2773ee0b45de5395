/** The files of CIFAR-10, both as binary batches and as Python pickles. Pixels are read one picture at a time and never held. */
package org.fastlabel.dataset.cifar;
