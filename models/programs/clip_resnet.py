# CLIP's convolutional image tower, "ModifiedResNet": a stem of three convolutions, bottlenecks whose strides are average
# poolings, and an attention pooling in place of the global average.
# pixels: [batch, 3, size, size], normalised; size a multiple of 32. Returns [batch, embedding], not normalised.
# training: batch normalisation uses the batch's statistics and updates the running ones in place.

def batch_norm(self, x: Tensor, w: Dict[str, Tensor], name: str, training: bool) -> Tensor:
  return torch.batch_norm(x, w[name + ".weight"], w[name + ".bias"], w[name + ".running_mean"], w[name + ".running_var"], training, 0.1, 1e-05, False)

# A convolution without bias and its batch normalisation. Where fold_batch_norm has merged the two, the
# kernel has a bias of its own and there is nothing left to normalise.
def conv_bn(self, x: Tensor, w: Dict[str, Tensor], conv: str, bn: str, stride: int, training: bool) -> Tensor:
  kernel = w[conv + ".weight"]
  pad = torch.size(kernel, 2) // 2
  if torch.__contains__(w, conv + ".bias"):
    y = torch.conv2d(x, kernel, w[conv + ".bias"], [stride, stride], [pad, pad])
  else:
    y = self.batch_norm(torch.conv2d(x, kernel, None, [stride, stride], [pad, pad]), w, bn, training)
  return y

def bottleneck(self, x: Tensor, w: Dict[str, Tensor], name: str, stride: int, training: bool) -> Tensor:
  h = torch.relu(self.conv_bn(x, w, name + ".conv1", name + ".bn1", 1, training))
  h = torch.relu(self.conv_bn(h, w, name + ".conv2", name + ".bn2", 1, training))
  if stride > 1:
    h = torch.avg_pool2d(h, [stride, stride])
  h = self.conv_bn(h, w, name + ".conv3", name + ".bn3", 1, training)
  identity = x
  if torch.__contains__(w, name + ".downsample.0.weight"):
    if stride > 1:
      identity = torch.avg_pool2d(identity, [stride, stride])
    identity = self.conv_bn(identity, w, name + ".downsample.0", name + ".downsample.1", 1, training)
  return torch.relu(torch.add(h, identity))

def stage(self, x: Tensor, w: Dict[str, Tensor], name: str, stride: int, training: bool) -> Tensor:
  h = self.bottleneck(x, w, name + ".0", stride, training)
  i = 1
  while torch.__contains__(w, name + "." + str(i) + ".conv1.weight"):
    h = self.bottleneck(h, w, name + "." + str(i), 1, training)
    i = i + 1
  return h

# The mean of all places asks, all places and the mean answer.
def attention_pool(self, x: Tensor, w: Dict[str, Tensor], name: str, heads: int) -> Tensor:
  n = torch.size(x, 0)
  c = torch.size(x, 1)
  t = torch.transpose(torch.flatten(x, 2), 1, 2)
  t = torch.cat([torch.mean(t, [1], True), t], 1)
  t = torch.add(t, w[name + ".positional_embedding"])
  q = self.linear(torch.slice(t, 1, 0, 1), w, name + ".q_proj")
  k = self.linear(t, w, name + ".k_proj")
  v = self.linear(t, w, name + ".v_proj")
  q = torch.transpose(torch.reshape(q, [n, -1, heads, c // heads]), 1, 2)
  k = torch.transpose(torch.reshape(k, [n, -1, heads, c // heads]), 1, 2)
  v = torch.transpose(torch.reshape(v, [n, -1, heads, c // heads]), 1, 2)
  a = torch.scaled_dot_product_attention(q, k, v)
  return torch.to(self.linear(torch.reshape(torch.transpose(a, 1, 2), [n, c]), w, name + ".c_proj"), 6)

def encode_image_resnet(self, pixels: Tensor, w: Dict[str, Tensor], heads: int, training: bool) -> Tensor:
  h = torch.contiguous(torch.type_as(pixels, w["visual.conv1.weight"]), memory_format=2)
  h = torch.relu(self.conv_bn(h, w, "visual.conv1", "visual.bn1", 2, training))
  h = torch.relu(self.conv_bn(h, w, "visual.conv2", "visual.bn2", 1, training))
  h = torch.relu(self.conv_bn(h, w, "visual.conv3", "visual.bn3", 1, training))
  h = torch.avg_pool2d(h, [2, 2])
  h = self.stage(h, w, "visual.layer1", 1, training)
  h = self.stage(h, w, "visual.layer2", 2, training)
  h = self.stage(h, w, "visual.layer3", 2, training)
  h = self.stage(h, w, "visual.layer4", 2, training)
  return self.attention_pool(h, w, "visual.attnpool", heads)

# One convolution kernel [out, in, k, k] and its normalisation, merged: returns the kernel and its bias.
def fold_batch_norm(self, kernel: Tensor, weight: Tensor, bias: Tensor, mean: Tensor, var: Tensor) -> Tuple[Tensor, Tensor]:
  scale = torch.mul(weight, torch.rsqrt(torch.add(var, 1e-05)))
  return (torch.mul(kernel, torch.reshape(scale, [-1, 1, 1, 1])), torch.sub(bias, torch.mul(mean, scale)))
