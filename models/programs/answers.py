# How well closed questions are answered. logits, wanted: [batch, answers of all questions], wanted 1 for the right one (or shares of several), all
# 0 for a question that is not asked; sizes: [questions] int64, how many answers each has. Returns [2]: loss per question, share of
# right answers.
def answers_loss(self, logits: Tensor, wanted: Tensor, sizes: Tensor) -> Tensor:
  loss = torch.zeros([1])
  right = torch.zeros([1])
  asked = torch.zeros([1])
  start = 0
  for i in range(torch.size(sizes, 0)):
    end = start + int(sizes[i])
    own = torch.slice(logits, 1, start, end)
    goal = torch.slice(wanted, 1, start, end)
    loss = torch.sub(loss, torch.sum(torch.mul(goal, torch.log_softmax(own, 1))))
    known = torch.sum(goal, [1])
    best = torch.eq(torch.argmax(own, 1), torch.argmax(goal, 1))
    right = torch.add(right, torch.sum(torch.mul(torch.to(best, 6), known)))
    asked = torch.add(asked, torch.sum(known))
    start = end
  return torch.div(torch.cat([loss, right]), torch.clamp_min(asked, 1.))
