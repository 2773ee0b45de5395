# CLIP's vision transformer.
# pixels: [batch, 3, size, size], normalised. Returns [batch, embedding], not normalised.
# visual.conv1.weight is [width, 3 * patch * patch]: a convolution whose stride is its size is a product of patches.

# Rows and columns of the picture that make no whole patch are left out.
def patches(self, pixels: Tensor, w: Dict[str, Tensor], bias: Optional[Tensor], patch: int) -> Tensor:
  n = torch.size(pixels, 0)
  side = torch.size(pixels, 2) // patch
  covered = torch.slice(torch.slice(pixels, 2, 0, side * patch), 3, 0, side * patch)
  x = torch.reshape(torch.type_as(covered, w["visual.positional_embedding"]), [n, 3, side, patch, side, patch])
  x = torch.reshape(torch.permute(x, [0, 2, 4, 1, 3, 5]), [n, side * side, 3 * patch * patch])
  return self.product(x, w["visual.conv1.weight"], bias)

def encode_image_vit(self, pixels: Tensor, w: Dict[str, Tensor], patch: int, layers: int, heads: int, quick_gelu: bool, eps: float) -> Tensor:
  x = self.patches(pixels, w, None, patch)
  n = torch.size(x, 0)
  token = torch.expand(torch.reshape(w["visual.class_embedding"], [1, 1, -1]), [n, 1, -1])
  x = torch.add(torch.cat([token, x], 1), w["visual.positional_embedding"])
  x = self.layer_norm(x, w, "visual.ln_pre", eps)
  at = torch.zeros([n], dtype=4, device=x.device)
  x = self.blocks(x, at, w, "visual.transformer", layers, heads, False, self.gelu_name(quick_gelu), eps)
  pooled = self.layer_norm(x, w, "visual.ln_post", eps)
  return torch.to(torch.matmul(pooled, w["visual.proj"]), 6)
