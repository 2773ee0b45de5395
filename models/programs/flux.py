# The transformer of FLUX.1 (Black Forest Labs 2024), in the layout that diffusers publishes. Text and picture go through double blocks
# with weights of their own and a common attention, then, joined, through single blocks. Products are in products.py or
# products_onednn.py; rms_norm and heads_of in t5.py, attended in
# attended.py or attended_plain.py.
# latents: [batch, channels, height, width]; 2 x 2 places make one token. Text tokens stand before the picture's.

# [batch, channels, height, width] to [batch, tokens, 4 * channels], channel slowest; tokens row by row.
def pack(self, latents: Tensor) -> Tensor:
  n = torch.size(latents, 0)
  c = torch.size(latents, 1)
  rows = torch.size(latents, 2) // 2
  columns = torch.size(latents, 3) // 2
  x = torch.permute(torch.reshape(latents, [n, c, rows, 2, columns, 2]), [0, 2, 4, 1, 3, 5])
  return torch.reshape(x, [n, rows * columns, 4 * c])

# height and width are those of the latents.
def unpack(self, tokens: Tensor, height: int, width: int) -> Tensor:
  n = torch.size(tokens, 0)
  c = torch.size(tokens, 2) // 4
  x = torch.reshape(tokens, [n, height // 2, width // 2, c, 2, 2])
  return torch.reshape(torch.permute(x, [0, 3, 1, 4, 2, 5]), [n, c, height, width])

# How far the pairs of one axis turn. at: [tokens] float64, dim: values of a head that this axis has. Returns [tokens, dim / 2].
def angles(self, at: Tensor, dim: int, theta: float) -> Tensor:
  powers = torch.div(torch.arange(0, dim, 2, dtype=7, device=at.device), float(dim))
  return torch.outer(at, torch.reciprocal(torch.pow(theta, powers)))

# Rotary positions: of text tokens all 0, of the picture's (0, row, column). rows, columns: of the tokens; first, second, third:
# axes_dims_rope. In float64, for in float32 large positions would be off. like: any tensor of the device.
# Returns [2, text + rows * columns, head / 2] float32: cosines and sines.
def rope(self, like: Tensor, text: int, rows: int, columns: int, first: int, second: int, third: int, theta: float) -> Tensor:
  row = torch.reshape(torch.expand(torch.unsqueeze(torch.arange(rows, dtype=7, device=like.device), 1), [rows, columns]), [-1])
  column = torch.reshape(torch.expand(torch.unsqueeze(torch.arange(columns, dtype=7, device=like.device), 0), [rows, columns]), [-1])
  none = torch.zeros([text], dtype=7, device=like.device)
  row = torch.cat([none, row])
  column = torch.cat([none, column])
  all = torch.cat([self.angles(torch.zeros_like(row), first, theta), self.angles(row, second, theta), self.angles(column, third, theta)], 1)
  return torch.to(torch.stack([torch.cos(all), torch.sin(all)]), 6)

# Turns neighbouring values of each head as pairs. x: [batch, tokens, heads, head]; turn: [tokens, 1, head / 2] complex.
def rotated(self, x: Tensor, turn: Tensor) -> Tensor:
  n = torch.size(x, 0)
  t = torch.size(x, 1)
  h = torch.size(x, 2)
  d = torch.size(x, 3)
  pairs = torch.view_as_complex(torch.reshape(torch.to(x, 6), [n, t, h, d // 2, 2]))
  return torch.type_as(torch.flatten(torch.view_as_real(torch.mul(pairs, turn)), 3), x)

# Of a number per picture: 256 values, cosines before sines. at: [batch] float32. Returns [batch, 256].
def sinusoid(self, at: Tensor) -> Tensor:
  powers = torch.div(torch.arange(128, dtype=6, device=at.device), 128.)
  angle = torch.outer(at, torch.exp(torch.mul(powers, -9.210340371976184)))
  return torch.cat([torch.cos(angle), torch.sin(angle)], 1)

def embedder(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  h = torch.type_as(x, w[name + ".linear_1.bias"])
  h = torch.silu(self.product(h, w[name + ".linear_1.weight"], w[name + ".linear_1.bias"]))
  return self.product(h, w[name + ".linear_2.weight"], w[name + ".linear_2.bias"])

# What modulates all blocks. sigma: [batch] float32, from 1 (noise) to 0; guidance: [batch], used where the model embeds it;
# pooled: [batch, pooled width]. Returns [batch, width].
def conditioning(self, sigma: Tensor, guidance: Tensor, pooled: Tensor, w: Dict[str, Tensor]) -> Tensor:
  v = self.embedder(self.sinusoid(torch.mul(sigma, 1000.)), w, "time_text_embed.timestep_embedder")
  if torch.__contains__(w, "time_text_embed.guidance_embedder.linear_1.bias"):
    v = torch.add(v, self.embedder(self.sinusoid(torch.mul(guidance, 1000.)), w, "time_text_embed.guidance_embedder"))
  return torch.add(v, self.embedder(pooled, w, "time_text_embed.text_embedder"))

# active: SiLU of the conditioning, [batch or 1, width]. Returns so many parts, [batch or 1, 1, width] each.
def modulation(self, active: Tensor, parts: int, w: Dict[str, Tensor], name: str) -> List[Tensor]:
  m = self.product(active, w[name + ".linear.weight"], w[name + ".linear.bias"])
  return torch.chunk(torch.unsqueeze(m, 1), parts, -1)

def modulated(self, x: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
  return torch.addcmul(shift, torch.layer_norm(x, [torch.size(x, -1)], None, None, 1e-06), torch.add(scale, 1.))

# A product seen as heads, each brought to unit root mean square. Returns [batch, tokens, heads, head].
def normed_heads(self, x: Tensor, w: Dict[str, Tensor], name: str, norm: str, heads: int) -> Tensor:
  p = self.product(x, w[name + ".weight"], w[name + ".bias"])
  p = torch.reshape(p, [torch.size(p, 0), torch.size(p, 1), heads, torch.size(p, 2) // heads])
  return self.rms_norm(p, w[norm + ".weight"], 1e-06)

# q, k: [batch, tokens, heads, head], not yet turned; v: [batch, tokens, width]. Returns as v.
def turned_attention(self, q: Tensor, k: Tensor, v: Tensor, turn: Tensor, heads: int) -> Tensor:
  q = torch.transpose(self.rotated(q, turn), 1, 2)
  k = torch.transpose(self.rotated(k, turn), 1, 2)
  a = self.attended(q, k, self.heads_of(v, heads))
  return torch.flatten(torch.transpose(a, 1, 2), 2)

# What follows the attention in one of the two streams of a double block. m: its six modulations.
def rest_of_stream(self, x: Tensor, attended: Tensor, m: List[Tensor], w: Dict[str, Tensor], out: str, ff: str) -> Tensor:
  a = torch.addcmul(x, m[2], self.product(attended, w[out + ".weight"], w[out + ".bias"]))
  h = self.hidden(self.modulated(a, m[3], m[4]), w[ff + ".net.0.proj.weight"], w[ff + ".net.0.proj.bias"], "gelu_tanh")
  return torch.addcmul(a, m[5], self.product(h, w[ff + ".net.2.weight"], w[ff + ".net.2.bias"]))

# x: picture, c: text.
def double_block(self, x: Tensor, c: Tensor, active: Tensor, turn: Tensor, w: Dict[str, Tensor], name: str, heads: int) -> Tuple[Tensor, Tensor]:
  mx = self.modulation(active, 6, w, name + ".norm1")
  mc = self.modulation(active, 6, w, name + ".norm1_context")
  nx = self.modulated(x, mx[0], mx[1])
  nc = self.modulated(c, mc[0], mc[1])
  at = name + ".attn"
  q = torch.cat([self.normed_heads(nc, w, at + ".add_q_proj", at + ".norm_added_q", heads), self.normed_heads(nx, w, at + ".to_q", at + ".norm_q", heads)], 1)
  k = torch.cat([self.normed_heads(nc, w, at + ".add_k_proj", at + ".norm_added_k", heads), self.normed_heads(nx, w, at + ".to_k", at + ".norm_k", heads)], 1)
  v = torch.cat([self.product(nc, w[at + ".add_v_proj.weight"], w[at + ".add_v_proj.bias"]), self.product(nx, w[at + ".to_v.weight"], w[at + ".to_v.bias"])], 1)
  a = self.turned_attention(q, k, v, turn, heads)
  text = torch.size(c, 1)
  x = self.rest_of_stream(x, torch.slice(a, 1, text), mx, w, at + ".to_out.0", name + ".ff")
  c = self.rest_of_stream(c, torch.slice(a, 1, 0, text), mc, w, at + ".to_add_out", name + ".ff_context")
  return (x, c)

# x: text and picture.
def single_block(self, x: Tensor, active: Tensor, turn: Tensor, w: Dict[str, Tensor], name: str, heads: int) -> Tensor:
  m = self.modulation(active, 3, w, name + ".norm")
  h = self.modulated(x, m[0], m[1])
  at = name + ".attn"
  q = self.normed_heads(h, w, at + ".to_q", at + ".norm_q", heads)
  k = self.normed_heads(h, w, at + ".to_k", at + ".norm_k", heads)
  a = self.turned_attention(q, k, self.product(h, w[at + ".to_v.weight"], w[at + ".to_v.bias"]), turn, heads)
  mlp = self.hidden(h, w[name + ".proj_mlp.weight"], w[name + ".proj_mlp.bias"], "gelu_tanh")
  return torch.addcmul(x, m[2], self.product(torch.cat([a, mlp], 2), w[name + ".proj_out.weight"], w[name + ".proj_out.bias"]))

# tokens: [batch, tokens, in_channels], packed latents; context: [batch or 1, text tokens, joint_attention_dim]; vector: [batch or 1, width] of
# conditioning; turns: of rope. double, single: num_layers, num_single_layers. Returns [batch, tokens, out channels] float32, what flows
# from picture to noise.
def flux(self, tokens: Tensor, context: Tensor, vector: Tensor, turns: Tensor, w: Dict[str, Tensor], double: int, single: int, heads: int) -> Tensor:
  x = self.product(torch.type_as(tokens, w["x_embedder.bias"]), w["x_embedder.weight"], w["x_embedder.bias"])
  c = self.product(torch.type_as(context, w["context_embedder.bias"]), w["context_embedder.weight"], w["context_embedder.bias"])
  c = torch.expand(c, [torch.size(x, 0), -1, -1])
  active = torch.silu(vector)
  turn = torch.unsqueeze(torch.complex(torch.select(turns, 0, 0), torch.select(turns, 0, 1)), 1)
  for i in range(double):
    x, c, = self.double_block(x, c, active, turn, w, "transformer_blocks." + str(i), heads)
  both = torch.cat([c, x], 1)
  for i in range(single):
    both = self.single_block(both, active, turn, w, "single_transformer_blocks." + str(i), heads)
  m = self.modulation(active, 2, w, "norm_out")
  x = self.modulated(torch.slice(both, 1, torch.size(c, 1)), m[1], m[0])
  return torch.to(self.product(x, w["proj_out.weight"], w["proj_out.bias"]), 6)

# One look of the model at latents of one prompt and one sigma. context: [1, text tokens, joint_attention_dim]; pooled: [1, pooled width].
# Returns as latents, float32.
def velocity(self, latents: Tensor, sigma: float, guidance: float, context: Tensor, pooled: Tensor, turns: Tensor, w: Dict[str, Tensor], double: int, single: int, heads: int) -> Tensor:
  at = torch.full([1], sigma, dtype=6, device=latents.device)
  strength = torch.full([1], guidance, dtype=6, device=latents.device)
  vector = self.conditioning(at, strength, pooled, w)
  v = self.flux(self.pack(latents), context, vector, turns, w, double, single, heads)
  return self.unpack(v, torch.size(latents, 2), torch.size(latents, 3))
