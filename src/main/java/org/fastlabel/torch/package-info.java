/**
 * The native engine: network programs as readable TorchScript text, weights from safetensors, the choice of device. The
 * only feature that other code reaches PyTorch through; no tensor leaves it except inside a {@code …Program}.
 */
package org.fastlabel.torch;
