# SigLIP's two towers. Their blocks differ from CLIP's (transformer.py) in the activation alone, GELU by its tanh formula.

# What attention adds to x, and what the two layers behind it add to that.
def siglip_rest_of_block(self, x: Tensor, attended: Tensor, w: Dict[str, Tensor], name: str, eps: float) -> Tensor:
  a = self.added(attended, w[name + ".attn.out_proj.weight"], w[name + ".attn.out_proj.bias"], x)
  return self.siglip_mlp(self.layer_norm(a, w, name + ".ln_2", eps), a, w, name + ".mlp")

def siglip_mlp(self, x: Tensor, other: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  h = torch.gelu(self.linear(x, w, name + ".c_fc"), approximate="tanh")
  return self.added(h, w[name + ".c_proj.weight"], w[name + ".c_proj.bias"], other)

def siglip_blocks(self, x: Tensor, w: Dict[str, Tensor], name: str, layers: int, heads: int, eps: float) -> Tensor:
  h = x
  for i in range(layers):
    b = name + ".resblocks." + str(i)
    attended = self.attention(self.layer_norm(h, w, b + ".ln_1", eps), w, b + ".attn", heads, False)
    h = self.siglip_rest_of_block(h, attended, w, b, eps)
  return h

# Pools the patches: one learned query looks at all of them; then two layers more.
def siglip_pool(self, x: Tensor, w: Dict[str, Tensor], name: str, heads: int, eps: float) -> Tensor:
  n = torch.size(x, 0)
  t = torch.size(x, 1)
  d = torch.size(x, 2)
  probe = torch.expand(torch.reshape(w[name + ".probe"], [1, d]), [n, d])
  q = torch.reshape(self.linear(probe, w, name + ".attn.q_proj"), [n, heads, 1, d // heads])
  k = torch.transpose(torch.reshape(self.linear(x, w, name + ".attn.k_proj"), [n, t, heads, d // heads]), 1, 2)
  v = torch.transpose(torch.reshape(self.linear(x, w, name + ".attn.v_proj"), [n, t, heads, d // heads]), 1, 2)
  a = torch.reshape(torch.scaled_dot_product_attention(q, k, v), [n, d])
  a = self.linear(a, w, name + ".attn.out_proj")
  return self.siglip_mlp(self.layer_norm(a, w, name + ".ln", eps), a, w, name + ".mlp")

# pixels: [batch, 3, size, size], normalised. Returns [batch, embedding], not normalised.
# visual.conv1.weight is [width, 3 * patch * patch], as in clip_vit.py.
def encode_image_siglip(self, pixels: Tensor, w: Dict[str, Tensor], patch: int, layers: int, heads: int, eps: float) -> Tensor:
  n = torch.size(pixels, 0)
  rows = torch.size(pixels, 2) // patch
  # A picture that the patches do not divide loses its last rows and columns, as in the reference.
  used = torch.slice(torch.slice(pixels, 2, 0, rows * patch), 3, 0, rows * patch)
  places = w["visual.positional_embedding"]
  x = torch.reshape(torch.type_as(used, places), [n, 3, rows, patch, rows, patch])
  x = torch.reshape(torch.permute(x, [0, 2, 4, 1, 3, 5]), [n, rows * rows, 3 * patch * patch])
  x = torch.add(self.linear(x, w, "visual.conv1"), places)
  x = self.siglip_blocks(x, w, "visual.transformer", layers, heads, eps)
  x = self.layer_norm(x, w, "visual.ln_post", eps)
  return torch.to(self.siglip_pool(x, w, "visual.pool", heads, eps), 6)

# ids: [batch, context] int64, padded to the full context: every position is looked at, and the last one is what counts.
# Returns [batch, embedding], not normalised. Of the last block only that position is computed.
def encode_text_siglip(self, ids: Tensor, w: Dict[str, Tensor], layers: int, heads: int, eps: float) -> Tensor:
  x = torch.add(torch.embedding(w["token_embedding.weight"], ids), w["positional_embedding"])
  x = self.siglip_blocks(x, w, "transformer", layers - 1, heads, eps)
  last = "transformer.resblocks." + str(layers - 1)
  normed = self.layer_norm(x, w, last + ".ln_1", eps)
  nothing = annotate(Optional[Tensor], None)
  attended = self.attention_of_one(torch.select(normed, 1, -1), normed, nothing, w, last + ".attn", heads)
  x = self.siglip_rest_of_block(torch.select(x, 1, -1), attended, w, last, eps)
  x = self.layer_norm(x, w, "ln_final", eps)
  return torch.to(torch.linear(x, w["text_projection.weight"], w["text_projection.bias"]), 6)
