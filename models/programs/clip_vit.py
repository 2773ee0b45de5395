# CLIP's vision transformer.
# pixels: [batch, 3, size, size], normalised. Returns [batch, embedding], not normalised.

def encode_image_vit(self, pixels: Tensor, w: Dict[str, Tensor], layers: int, heads: int, quick_gelu: bool, eps: float) -> Tensor:
  kernel = w["visual.conv1.weight"]
  patch = torch.size(kernel, 2)
  x = torch.conv2d(pixels, kernel, None, [patch, patch])
  x = torch.transpose(torch.flatten(x, 2), 1, 2)
  token = torch.expand(torch.reshape(w["visual.class_embedding"], [1, 1, -1]), [torch.size(x, 0), 1, -1])
  x = torch.cat([token, x], 1)
  x = torch.add(x, w["visual.positional_embedding"])
  x = self.layer_norm(x, w, "visual.ln_pre", eps)
  x = self.blocks(x, w, "visual.transformer", layers, heads, False, quick_gelu, eps)
  pooled = self.layer_norm(torch.select(x, 1, 0), w, "visual.ln_post", eps)
  return torch.matmul(pooled, w["visual.proj"])
