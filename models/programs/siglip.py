# SigLIP's two towers; the blocks are CLIP's (transformer.py), with GELU by its tanh formula.

def siglip_mlp(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  h = torch.gelu(self.linear(x, w, name + ".c_fc"), approximate="tanh")
  return self.linear(h, w, name + ".c_proj")

def siglip_blocks(self, x: Tensor, w: Dict[str, Tensor], name: str, layers: int, heads: int, eps: float) -> Tensor:
  h = x
  for i in range(layers):
    b = name + ".resblocks." + str(i)
    h = torch.add(h, self.attention(self.layer_norm(h, w, b + ".ln_1", eps), w, b + ".attn", heads, False))
    h = torch.add(h, self.siglip_mlp(self.layer_norm(h, w, b + ".ln_2", eps), w, b + ".mlp"))
  return h

# Pools the patches: one learned query attends to all of them; then a residual block of its own.
def siglip_pool(self, x: Tensor, w: Dict[str, Tensor], name: str, heads: int, eps: float) -> Tensor:
  n = torch.size(x, 0)
  t = torch.size(x, 1)
  d = torch.size(x, 2)
  probe = torch.expand(torch.reshape(w[name + ".probe"], [1, 1, d]), [n, 1, d])
  q = torch.transpose(torch.reshape(self.linear(probe, w, name + ".attn.q_proj"), [n, 1, heads, d // heads]), 1, 2)
  k = torch.transpose(torch.reshape(self.linear(x, w, name + ".attn.k_proj"), [n, t, heads, d // heads]), 1, 2)
  v = torch.transpose(torch.reshape(self.linear(x, w, name + ".attn.v_proj"), [n, t, heads, d // heads]), 1, 2)
  a = torch.reshape(torch.transpose(torch.scaled_dot_product_attention(q, k, v), 1, 2), [n, d])
  a = self.linear(a, w, name + ".attn.out_proj")
  return torch.add(a, self.siglip_mlp(self.layer_norm(a, w, name + ".ln", eps), w, name + ".mlp"))

# pixels: [batch, 3, size, size], normalised. Returns [batch, embedding], not normalised.
def encode_image_siglip(self, pixels: Tensor, w: Dict[str, Tensor], layers: int, heads: int, eps: float) -> Tensor:
  kernel = w["visual.conv1.weight"]
  patch = torch.size(kernel, 2)
  x = torch.conv2d(pixels, kernel, w["visual.conv1.bias"], [patch, patch])
  x = torch.add(torch.transpose(torch.flatten(x, 2), 1, 2), w["visual.positional_embedding"])
  x = self.siglip_blocks(x, w, "visual.transformer", layers, heads, eps)
  return self.siglip_pool(self.layer_norm(x, w, "visual.ln_post", eps), w, "visual.pool", heads, eps)

# ids: [batch, context] int64, padded to the full context, for the last position is what counts. Returns [batch, embedding].
def encode_text_siglip(self, ids: Tensor, w: Dict[str, Tensor], layers: int, heads: int, eps: float) -> Tensor:
  x = torch.add(torch.embedding(w["token_embedding.weight"], ids), w["positional_embedding"])
  x = self.siglip_blocks(x, w, "transformer", layers, heads, eps)
  x = self.layer_norm(torch.select(x, 1, -1), w, "ln_final", eps)
  return self.linear(x, w, "text_projection")
