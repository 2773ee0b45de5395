# CLIP's vision transformer.
# pixels: [batch, 3, size, size], normalised. Returns [batch, embedding], not normalised.
# visual.conv1.weight is [width, 3 * patch * patch]: a convolution whose stride is its size is a product of patches.

def encode_image_vit(self, pixels: Tensor, w: Dict[str, Tensor], patch: int, layers: int, heads: int, quick_gelu: bool, eps: float) -> Tensor:
  n = torch.size(pixels, 0)
  side = torch.size(pixels, 2) // patch
  token = torch.expand(torch.reshape(w["visual.class_embedding"], [1, 1, -1]), [n, 1, -1])
  x = torch.reshape(torch.type_as(pixels, token), [n, 3, side, patch, side, patch])
  x = torch.reshape(torch.permute(x, [0, 2, 4, 1, 3, 5]), [n, side * side, 3 * patch * patch])
  x = torch.cat([token, self.product(x, w["visual.conv1.weight"], None)], 1)
  x = torch.add(x, w["visual.positional_embedding"])
  x = self.layer_norm(x, w, "visual.ln_pre", eps)
  x = self.blocks(x, torch.zeros([n], dtype=4, device=x.device), w, "visual.transformer", layers, heads, False, quick_gelu, eps)
  pooled = self.layer_norm(x, w, "visual.ln_post", eps)
  return torch.to(torch.matmul(pooled, w["visual.proj"]), 6)
