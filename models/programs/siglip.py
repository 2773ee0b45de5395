# SigLIP's two towers; the blocks are CLIP's (transformer.py), with GELU by its tanh formula; patches is in clip_vit.py.

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
  h = self.hidden(self.layer_norm(a, w, name + ".ln", eps), w[name + ".mlp.c_fc.weight"], w[name + ".mlp.c_fc.bias"], "gelu_tanh")
  return self.added(h, w[name + ".mlp.c_proj.weight"], w[name + ".mlp.c_proj.bias"], a)

# pixels: [batch, 3, size, size], normalised. Returns [batch, embedding], not normalised.
def encode_image_siglip(self, pixels: Tensor, w: Dict[str, Tensor], patch: int, layers: int, heads: int, eps: float) -> Tensor:
  x = torch.add(self.patches(pixels, w, w["visual.conv1.bias"], patch), w["visual.positional_embedding"])
  for i in range(layers):
    x = self.block(x, w, "visual.transformer.resblocks." + str(i), heads, False, "gelu_tanh", eps)
  return torch.to(self.siglip_pool(self.layer_norm(x, w, "visual.ln_post", eps), w, "visual.pool", heads, eps), 6)

# ids: [batch, context] int64, padded to the full context, for the last position is what counts. Returns [batch, embedding].
def encode_text_siglip(self, ids: Tensor, w: Dict[str, Tensor], layers: int, heads: int, eps: float) -> Tensor:
  x = torch.add(torch.embedding(w["token_embedding.weight"], ids), w["positional_embedding"])
  last = torch.full([torch.size(ids, 0)], torch.size(ids, 1) - 1, dtype=4, device=ids.device)
  x = self.blocks(x, last, w, "transformer", layers, heads, False, "gelu_tanh", eps)
  return torch.to(self.linear(self.layer_norm(x, w, "ln_final", eps), w, "text_projection"), 6)
