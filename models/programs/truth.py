# What a picture of 64 x 64 shows: a small convolutional network that answers a list of questions, each with a closed list of answers.

def truth_layer(self, x: Tensor, w: Dict[str, Tensor], name: str, stride: int) -> Tensor:
  kernel = w[name + ".weight"]
  pad = torch.size(kernel, 2) // 2
  h = torch.conv2d(x, kernel, None, [stride, stride], [pad, pad])
  return torch.silu(torch.group_norm(h, 8, w[name + ".norm.weight"], w[name + ".norm.bias"], 1e-05))

# pixels: [batch, 3, 64, 64] from -1 to 1. Returns [batch, answers of all questions] float32.
def truth_logits(self, pixels: Tensor, w: Dict[str, Tensor]) -> Tensor:
  h = torch.type_as(pixels, w["conv1.weight"])
  h = self.truth_layer(h, w, "conv1", 2)
  h = self.truth_layer(h, w, "conv2", 1)
  h = self.truth_layer(h, w, "conv3", 2)
  h = self.truth_layer(h, w, "conv4", 2)
  h = torch.add(h, self.truth_layer(h, w, "conv5", 1))
  h = torch.flatten(torch.avg_pool2d(h, [2, 2]), 1)
  h = torch.silu(torch.linear(h, w["hidden.weight"], w["hidden.bias"]))
  return torch.to(torch.linear(h, w["answers.weight"], w["answers.bias"]), 6)

# images: [batch, 64, 64, 3] uint8.
def truth_pixels(self, images: Tensor) -> Tensor:
  x = torch.sub(torch.div(torch.to(images, 6), 127.5), 1.)
  return torch.contiguous(torch.permute(x, [0, 3, 1, 2]))

# sizes: [questions] int64, how many answers each has. Returns probabilities, [batch, answers of all questions].
def truth(self, images: Tensor, sizes: Tensor, w: Dict[str, Tensor]) -> Tensor:
  logits = self.truth_logits(self.truth_pixels(images), w)
  parts = annotate(List[Tensor], [])
  start = 0
  for i in range(torch.size(sizes, 0)):
    end = start + int(sizes[i])
    torch.append(parts, torch.softmax(torch.slice(logits, 1, start, end), 1))
    start = end
  return torch.cat(parts, 1)
