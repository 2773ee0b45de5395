# One step of training both towers of a CLIP model with a convolutional image tower.
#
# Captions are predicates: match[b, t] is 1 where phrase t is true of picture b, 0 where it is false, and -1 where nobody
# can say. Two losses follow. Within each group of phrases that exclude each other (cat, dog, … or smiling, serious) the
# picture chooses its phrase. And each phrase chooses its pictures among the batch, so that a single phrase ranks well.
# A third loss asks a linear layer on the image embedding (aux.weight, aux.bias; not kept) for the same groups, without words:
# while the text tower still says nearly the same of everything, it is this that teaches the image tower.

# Weights as the image tower computes with them: kernels in bfloat16, which this loses nothing by and is much faster;
# batch normalisation keeps float32.
def image_weights(self, w: Dict[str, Tensor]) -> Dict[str, Tensor]:
  half = annotate(Dict[str, Tensor], {})
  for key in torch.keys(w):
    if torch.startswith(key, "visual."):
      if torch.dim(w[key]) > 1 or torch.startswith(key, "visual.attnpool."):
        half[key] = torch.to(w[key], 15)
      else:
        half[key] = w[key]
  return half

# images: [batch, 3, size, size] uint8. view: [batch, 2, 3], what affine part of the picture is looked at. light: [batch, 2],
# factor of contrast and shift of brightness. hole: [batch, 3], the centre (-1 to 1) and half side of a square left out.
# norm: [2, 3], mean and deviation of the channels. Returns normalised pixels, bfloat16, channels last.
def augment(self, images: Tensor, view: Tensor, light: Tensor, hole: Tensor, norm: Tensor) -> Tensor:
  n = torch.size(images, 0)
  side = torch.size(images, 3)
  x = torch.div(torch.to(images, 6), 255.)
  grid = torch.affine_grid_generator(view, [n, 3, side, side], False)
  x = torch.grid_sampler(x, grid, 0, 2, False)
  contrast = torch.reshape(torch.select(light, 1, 0), [n, 1, 1, 1])
  shift = torch.reshape(torch.select(light, 1, 1), [n, 1, 1, 1])
  x = torch.add(torch.mul(torch.sub(x, 0.5), contrast), torch.add(shift, 0.5))
  x = torch.sub(x, torch.reshape(torch.select(norm, 0, 0), [1, 3, 1, 1]))
  x = torch.div(x, torch.reshape(torch.select(norm, 0, 1), [1, 3, 1, 1]))
  at = torch.div(torch.sub(torch.arange(side, device=images.device), (side - 1) / 2), side / 2)
  half = torch.reshape(torch.select(hole, 1, 2), [n, 1, 1])
  across = torch.lt(torch.abs(torch.sub(torch.reshape(at, [1, 1, side]), torch.reshape(torch.select(hole, 1, 0), [n, 1, 1]))), half)
  down = torch.lt(torch.abs(torch.sub(torch.reshape(at, [1, side, 1]), torch.reshape(torch.select(hole, 1, 1), [n, 1, 1]))), half)
  x = torch.masked_fill(x, torch.unsqueeze(torch.logical_and(across, down), 1), 0.)
  return torch.contiguous(torch.to(x, 15), memory_format=2)

def unit(self, x: Tensor) -> Tensor:
  f = torch.to(x, 6)
  return torch.div(f, torch.add(torch.norm(f, 2, [1], True), 1e-08))

# logits, match: [batch, phrases]. groups: [groups, phrases], the group's weight where the phrase is one of its options,
# else 0. Pictures that no option of a group is true of, or that it is unknown of, have no part in it.
def choose_phrase(self, logits: Tensor, match: Tensor, groups: Tensor, smoothing: float) -> Tensor:
  member = torch.unsqueeze(torch.gt(groups, 0.), 0)
  options = torch.to(member, 6)
  true = torch.mul(torch.to(torch.eq(torch.unsqueeze(match, 1), 1.), 6), options)
  count = torch.sum(true, [2], True)
  target = torch.div(true, torch.clamp_min(count, 1.))
  even = torch.div(options, torch.sum(options, [2], True))
  target = torch.add(torch.mul(target, 1. - smoothing), torch.mul(even, smoothing))
  chance = torch.log_softmax(torch.masked_fill(torch.unsqueeze(logits, 1), torch.logical_not(member), -10000.), 2)
  loss = torch.neg(torch.sum(torch.mul(target, torch.mul(chance, options)), [2]))
  weight = torch.mul(torch.to(torch.gt(torch.squeeze(count, 2), 0.), 6), torch.unsqueeze(torch.amax(groups, [1]), 0))
  return torch.div(torch.sum(torch.mul(loss, weight)), torch.size(match, 0))

# Softmax over the batch, the pictures of unknown truth left out; all matching pictures share the target.
def choose_pictures(self, logits: Tensor, match: Tensor) -> Tensor:
  true = torch.to(torch.eq(match, 1.), 6)
  count = torch.sum(true, [0])
  chance = torch.log_softmax(torch.masked_fill(logits, torch.lt(match, 0.), -10000.), 0)
  loss = torch.div(torch.sum(torch.mul(true, chance), [0]), torch.clamp_min(count, 1.))
  return torch.neg(torch.div(torch.sum(loss), torch.clamp_min(torch.sum(torch.gt(count, 0.)), 1.)))

# m.<key>, v.<key>: moments; a weight without v. is Muon's. What no batch normalisation follows learns more slowly: with so many
# inputs, a step of the common size would throw its outputs about.
def optimise(self, w: Dict[str, Tensor], keys: List[str], grads: List[Optional[Tensor]], schedule: Tensor) -> int:
  rate = float(schedule[0])
  decay = float(schedule[2])
  step = float(schedule[3])
  first = 1. - 0.9 ** step
  second = (1. - 0.98 ** step) ** 0.5
  for i in range(torch.len(keys)):
    key = keys[i]
    g = unchecked_cast(Tensor, grads[i])
    if torch.__contains__(w, "v." + key):
      own = rate
      if torch.startswith(key, "visual.attnpool."):
        own = rate * 0.2
      elif not torch.startswith(key, "visual."):
        own = rate * 0.5
      self.adamw(w[key], w["m." + key], w["v." + key], g, own, decay, first, second)
    else:
      self.muon(w[key], w["m." + key], g, float(schedule[1]), decay)
  return torch.len(keys)

# Share of the pictures that choose right in one group, among those of which it is known.
def share_right(self, logits: Tensor, match: Tensor, group: Tensor) -> Tensor:
  member = torch.gt(group, 0.)
  choice = torch.argmax(torch.masked_fill(logits, torch.logical_not(member), -10000.), 1, True)
  asked = torch.amax(torch.mul(torch.to(torch.eq(match, 1.), 6), torch.to(member, 6)), [1])
  right = torch.mul(torch.squeeze(torch.to(torch.eq(torch.gather(match, 1, choice), 1.), 6), 1), asked)
  return torch.div(torch.sum(right), torch.clamp_min(torch.sum(asked), 1.))

# match, groups: of the phrases; truth, options: the same of the wordless choices. schedule: [8] learning rate, that of Muon,
# weight decay, step (from 1), label smoothing, weights of choose_pictures and of the wordless choices, and whether
# to look at half the size, where a single place is left for the pooling, which takes the mean of all places' embeddings. shape: [4] int64, text layers, text
# heads, attention pooling heads, a group of options. Returns [5]: the three losses; shares of right choices of phrases in the first
# group and of the wordless ones in that group.
def train_step(self, images: Tensor, view: Tensor, light: Tensor, hole: Tensor, norm: Tensor, ids: Tensor, match: Tensor, groups: Tensor, truth: Tensor, options: Tensor, schedule: Tensor, shape: Tensor, w: Dict[str, Tensor]) -> Tensor:
  torch.set_grad_enabled(True)
  keys = annotate(List[str], [])
  params = annotate(List[Tensor], [])
  live = annotate(Dict[str, Tensor], {})
  for key in torch.keys(w):
    if torch.startswith(key, "m.") or torch.startswith(key, "v."):
      pass
    elif torch.__contains__(w, "m." + key):
      p = torch.requires_grad_(torch.detach(w[key]), True)
      torch.append(keys, key)
      torch.append(params, p)
      live[key] = p
    else:
      live[key] = w[key]
  pixels = self.augment(images, view, light, hole, norm)
  if float(schedule[7]) > 0.:
    pixels = torch.contiguous(torch.avg_pool2d(pixels, [2, 2]), memory_format=2)
    place = live["visual.attnpool.positional_embedding"]
    live["visual.attnpool.positional_embedding"] = torch.cat([torch.slice(place, 0, 0, 1), torch.mean(torch.slice(place, 0, 1), [0], True)])
  picture = self.unit(self.encode_image_resnet(pixels, self.image_weights(live), int(shape[2]), True))
  phrase = self.unit(self.encode_text(ids, live, int(shape[0]), int(shape[1]), False, 1e-05))
  logits = torch.mul(torch.matmul(picture, torch.t(phrase)), torch.exp(live["logit_scale"]))
  wordless = self.linear(torch.mul(picture, float(torch.size(picture, 1)) ** 0.5), live, "aux")
  smoothing = float(schedule[4])
  a = self.choose_phrase(logits, match, groups, smoothing)
  b = self.choose_pictures(logits, match)
  c = self.choose_phrase(wordless, truth, options, smoothing)
  loss = torch.add(torch.add(a, torch.mul(b, float(schedule[5]))), torch.mul(c, float(schedule[6])))
  found = torch.autograd.grad([loss], params)
  torch.set_grad_enabled(False)
  self.optimise(w, keys, found, schedule)
  torch.clamp_max_(w["logit_scale"], 4.6052)
  named = self.share_right(logits, match, torch.select(groups, 0, 0))
  told = self.share_right(wordless, truth, torch.select(options, 0, int(shape[3])))
  torch.set_grad_enabled(True)
  return torch.detach(torch.stack([a, b, c, named, told]))
