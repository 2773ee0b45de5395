# The convolutional autoencoder of latent diffusion (Rombach et al. 2022), diffusers' AutoencoderKL: the decoder, and the parts that
# the encoder has in common with it. x is [batch, channels, height, width]. Products are in products.py or products_onednn.py.

def conv(self, x: Tensor, w: Dict[str, Tensor], name: str, stride: int, padding: int) -> Tensor:
  return torch.conv2d(x, w[name + ".weight"], w[name + ".bias"], [stride, stride], [padding, padding])

def group_norm(self, x: Tensor, w: Dict[str, Tensor], name: str, groups: int) -> Tensor:
  return torch.group_norm(x, groups, w[name + ".weight"], w[name + ".bias"], 1e-06)

# Two convolutions beside a shortcut, which is one of 1 x 1 where the number of channels changes.
def resnet(self, x: Tensor, w: Dict[str, Tensor], name: str, groups: int) -> Tensor:
  h = self.conv(torch.silu(self.group_norm(x, w, name + ".norm1", groups)), w, name + ".conv1", 1, 1)
  h = self.conv(torch.silu(self.group_norm(h, w, name + ".norm2", groups)), w, name + ".conv2", 1, 1)
  short = x
  if torch.__contains__(w, name + ".conv_shortcut.weight"):
    short = self.conv(x, w, name + ".conv_shortcut", 1, 0)
  return torch.add(short, h)

# All places look at all places, with one head.
def place_attention(self, x: Tensor, w: Dict[str, Tensor], name: str, groups: int) -> Tensor:
  h = torch.transpose(torch.flatten(self.group_norm(x, w, name + ".group_norm", groups), 2), 1, 2)
  q = torch.unsqueeze(self.product(h, w[name + ".to_q.weight"], w[name + ".to_q.bias"]), 1)
  k = torch.unsqueeze(self.product(h, w[name + ".to_k.weight"], w[name + ".to_k.bias"]), 1)
  v = torch.unsqueeze(self.product(h, w[name + ".to_v.weight"], w[name + ".to_v.bias"]), 1)
  a = torch.squeeze(torch.scaled_dot_product_attention(q, k, v), 1)
  a = self.product(a, w[name + ".to_out.0.weight"], w[name + ".to_out.0.bias"])
  return torch.add(x, torch.reshape(torch.transpose(a, 1, 2), torch.size(x)))

def middle(self, x: Tensor, w: Dict[str, Tensor], name: str, groups: int) -> Tensor:
  h = self.resnet(x, w, name + ".resnets.0", groups)
  if torch.__contains__(w, name + ".attentions.0.group_norm.weight"):
    h = self.place_attention(h, w, name + ".attentions.0", groups)
  return self.resnet(h, w, name + ".resnets.1", groups)

# Twice the size, where the block has an upsampler.
def upsampled(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  h = x
  if torch.__contains__(w, name + ".upsamplers.0.conv.weight"):
    h = self.conv(torch.upsample_nearest2d(x, None, [2., 2.]), w, name + ".upsamplers.0.conv", 1, 1)
  return h

# z: as the encoder makes them, not scaled. levels: entries of block_out_channels; layers: layers_per_block; groups:
# norm_num_groups. Returns [batch, 3, height, width] float32, pixels from about -1 to 1.
def decoder(self, z: Tensor, w: Dict[str, Tensor], levels: int, layers: int, groups: int) -> Tensor:
  x = torch.type_as(z, w["decoder.conv_in.bias"])
  if torch.__contains__(w, "post_quant_conv.weight"):
    x = self.conv(x, w, "post_quant_conv", 1, 0)
  x = self.middle(self.conv(x, w, "decoder.conv_in", 1, 1), w, "decoder.mid_block", groups)
  for i in range(levels):
    name = "decoder.up_blocks." + str(i)
    for j in range(layers + 1):
      x = self.resnet(x, w, name + ".resnets." + str(j), groups)
    x = self.upsampled(x, w, name)
  x = torch.silu(self.group_norm(x, w, "decoder.conv_norm_out", groups))
  return torch.to(self.conv(x, w, "decoder.conv_out", 1, 1), 6)

# What the decoder takes of latents as the transformer makes them; scaling, shift: scaling_factor, shift_factor.
def unscaled(self, latents: Tensor, scaling: float, shift: float) -> Tensor:
  return torch.add(torch.div(latents, scaling), shift)

def decode(self, latents: Tensor, w: Dict[str, Tensor], levels: int, layers: int, groups: int, scaling: float, shift: float) -> Tensor:
  return self.decoder(self.unscaled(latents, scaling, shift), w, levels, layers, groups)

# Pixels as decoded to levels of 8 bits. Returns [batch, height, width, 3] uint8.
def levels(self, pixels: Tensor) -> Tensor:
  x = torch.mul(torch.clamp(torch.add(torch.div(pixels, 2.), 0.5), 0., 1.), 255.)
  return torch.contiguous(torch.to(torch.permute(torch.round(x), [0, 2, 3, 1]), 0))
