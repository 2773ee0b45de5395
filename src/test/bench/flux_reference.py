"""FLUX's transformer and the autoencoder's decoder as plain PyTorch modules, with the key names that diffusers publishes.

Written after the published architecture, for benchmarks; `F.scaled_dot_product_attention`, `F.layer_norm` and so on, nothing special.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn


def rotate(x, cos, sin):
    """Neighbouring values as pairs. x: [batch, heads, tokens, head]; cos, sin: [tokens, head]."""
    real, imag = x.float().reshape(*x.shape[:-1], -1, 2).unbind(-1)
    turned = torch.stack([-imag, real], dim=-1).flatten(3)
    return (x.float() * cos + turned * sin).to(x.dtype)


def rope(text, rows, columns, axes, device):
    """[text + rows * columns, head] cosines and sines."""
    ids = torch.zeros(text + rows * columns, 3, dtype=torch.float64, device=device)
    ids[text:, 1] = torch.arange(rows, device=device).repeat_interleave(columns)
    ids[text:, 2] = torch.arange(columns, device=device).repeat(rows)
    parts = []
    for axis, dim in enumerate(axes):
        frequencies = 1.0 / 10000 ** (torch.arange(0, dim, 2, dtype=torch.float64, device=device) / dim)
        parts.append(torch.outer(ids[:, axis], frequencies).repeat_interleave(2, dim=1))
    angles = torch.cat(parts, 1)
    return angles.cos().float(), angles.sin().float()


def modulate(x, shift, scale):
    return F.layer_norm(x, x.shape[-1:], eps=1e-6) * (1 + scale[:, None]) + shift[:, None]


class Modulation(nn.Module):
    def __init__(self, width, parts):
        super().__init__()
        self.linear, self.parts = nn.Linear(width, parts * width), parts

    def forward(self, vector):
        return self.linear(F.silu(vector)).chunk(self.parts, dim=1)


class FeedForward(nn.Module):
    def __init__(self, width):
        super().__init__()
        first = nn.Module()
        first.proj = nn.Linear(width, 4 * width)
        self.net = nn.ModuleList([first, nn.Identity(), nn.Linear(4 * width, width)])

    def forward(self, x):
        return self.net[2](F.gelu(self.net[0].proj(x), approximate="tanh"))


class Attention(nn.Module):
    def __init__(self, width, heads, double):
        super().__init__()
        self.heads = heads
        for name in ("to_q", "to_k", "to_v") + (("add_q_proj", "add_k_proj", "add_v_proj", "to_add_out") if double else ()):
            setattr(self, name, nn.Linear(width, width))
        for name in ("norm_q", "norm_k") + (("norm_added_q", "norm_added_k") if double else ()):
            setattr(self, name, nn.RMSNorm(width // heads, eps=1e-6))
        if double:
            self.to_out = nn.ModuleList([nn.Linear(width, width)])

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def forward(self, x, rope, text=None):
        q, k, v = self.norm_q(self.split(self.to_q(x))), self.norm_k(self.split(self.to_k(x))), self.split(self.to_v(x))
        if text is not None:
            q = torch.cat([self.norm_added_q(self.split(self.add_q_proj(text))), q], dim=2)
            k = torch.cat([self.norm_added_k(self.split(self.add_k_proj(text))), k], dim=2)
            v = torch.cat([self.split(self.add_v_proj(text)), v], dim=2)
        out = F.scaled_dot_product_attention(rotate(q, *rope), rotate(k, *rope), v).transpose(1, 2).flatten(2)
        if text is None:
            return out
        n = text.shape[1]
        return self.to_out[0](out[:, n:]), self.to_add_out(out[:, :n])


class DoubleBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm1_context = Modulation(width, 6), Modulation(width, 6)
        self.attn = Attention(width, heads, True)
        self.ff, self.ff_context = FeedForward(width), FeedForward(width)

    def forward(self, x, text, vector, rope):
        mx, mt = self.norm1(vector), self.norm1_context(vector)
        ax, at = self.attn(modulate(x, mx[0], mx[1]), rope, modulate(text, mt[0], mt[1]))
        x = x + mx[2][:, None] * ax
        x = x + mx[5][:, None] * self.ff(modulate(x, mx[3], mx[4]))
        text = text + mt[2][:, None] * at
        return x, text + mt[5][:, None] * self.ff_context(modulate(text, mt[3], mt[4]))


class SingleBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm = Modulation(width, 3)
        self.proj_mlp, self.proj_out = nn.Linear(width, 4 * width), nn.Linear(5 * width, width)
        self.attn = Attention(width, heads, False)

    def forward(self, x, vector, rope):
        shift, scale, gate = self.norm(vector)
        h = modulate(x, shift, scale)
        both = torch.cat([self.attn(h, rope), F.gelu(self.proj_mlp(h), approximate="tanh")], dim=2)
        return x + gate[:, None] * self.proj_out(both)


class Embedder(nn.Module):
    def __init__(self, size, width):
        super().__init__()
        self.linear_1, self.linear_2 = nn.Linear(size, width), nn.Linear(width, width)

    def forward(self, x):
        return self.linear_2(F.silu(self.linear_1(x)))


class Flux(nn.Module):
    def __init__(self, config):
        super().__init__()
        heads = config["num_attention_heads"]
        width = heads * config["attention_head_dim"]
        self.axes = config["axes_dims_rope"]
        self.x_embedder = nn.Linear(config["in_channels"], width)
        self.context_embedder = nn.Linear(config["joint_attention_dim"], width)
        self.time_text_embed = nn.Module()
        self.time_text_embed.timestep_embedder = Embedder(256, width)
        self.time_text_embed.text_embedder = Embedder(config["pooled_projection_dim"], width)
        self.transformer_blocks = nn.ModuleList([DoubleBlock(width, heads) for _ in range(config["num_layers"])])
        self.single_transformer_blocks = nn.ModuleList([SingleBlock(width, heads) for _ in range(config["num_single_layers"])])
        self.norm_out = Modulation(width, 2)
        self.proj_out = nn.Linear(width, config["in_channels"])

    def forward(self, tokens, sigma, context, pooled, rope):
        at = sigma * 1000 * torch.exp(-math.log(10000) * torch.arange(128, device=tokens.device) / 128)
        time = torch.cat([at.cos(), at.sin()])[None].to(tokens.dtype)
        vector = self.time_text_embed.timestep_embedder(time) + self.time_text_embed.text_embedder(pooled)
        x, text = self.x_embedder(tokens), self.context_embedder(context)
        for block in self.transformer_blocks:
            x, text = block(x, text, vector, rope)
        n = text.shape[1]
        x = torch.cat([text, x], dim=1)
        for block in self.single_transformer_blocks:
            x = block(x, vector, rope)
        scale, shift = self.norm_out(vector)
        return self.proj_out(modulate(x[:, n:], shift, scale))


class Resnet(nn.Module):
    def __init__(self, inside, out, groups):
        super().__init__()
        self.norm1, self.conv1 = nn.GroupNorm(groups, inside, 1e-6), nn.Conv2d(inside, out, 3, padding=1)
        self.norm2, self.conv2 = nn.GroupNorm(groups, out, 1e-6), nn.Conv2d(out, out, 3, padding=1)
        self.conv_shortcut = nn.Conv2d(inside, out, 1) if inside != out else None

    def forward(self, x):
        h = self.conv2(F.silu(self.norm2(self.conv1(F.silu(self.norm1(x))))))
        return (x if self.conv_shortcut is None else self.conv_shortcut(x)) + h


class PlaceAttention(nn.Module):
    def __init__(self, channels, groups):
        super().__init__()
        self.group_norm = nn.GroupNorm(groups, channels, 1e-6)
        self.to_q, self.to_k, self.to_v = (nn.Linear(channels, channels) for _ in range(3))
        self.to_out = nn.ModuleList([nn.Linear(channels, channels)])

    def forward(self, x):
        h = self.group_norm(x).flatten(2).transpose(1, 2)
        q, k, v = self.to_q(h)[:, None], self.to_k(h)[:, None], self.to_v(h)[:, None]
        return x + self.to_out[0](F.scaled_dot_product_attention(q, k, v)[:, 0]).transpose(1, 2).reshape(x.shape)


class Up(nn.Module):
    def __init__(self, inside, out, layers, groups, upsample):
        super().__init__()
        self.resnets = nn.ModuleList([Resnet(inside if i == 0 else out, out, groups) for i in range(layers + 1)])
        if upsample:
            upsampler = nn.Module()
            upsampler.conv = nn.Conv2d(out, out, 3, padding=1)
            self.upsamplers = nn.ModuleList([upsampler])
        self.upsample = upsample

    def forward(self, x):
        for resnet in self.resnets:
            x = resnet(x)
        return self.upsamplers[0].conv(F.interpolate(x, scale_factor=2.0, mode="nearest")) if self.upsample else x


class Decoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        channels, groups = config["block_out_channels"][::-1], config["norm_num_groups"]
        self.conv_in = nn.Conv2d(config["latent_channels"], channels[0], 3, padding=1)
        self.mid_block = nn.Module()
        self.mid_block.resnets = nn.ModuleList([Resnet(channels[0], channels[0], groups) for _ in range(2)])
        self.mid_block.attentions = nn.ModuleList([PlaceAttention(channels[0], groups)])
        self.up_blocks = nn.ModuleList([Up(channels[max(i - 1, 0)], c, config["layers_per_block"], groups, i < len(channels) - 1)
                                        for i, c in enumerate(channels)])
        self.conv_norm_out, self.conv_out = nn.GroupNorm(groups, channels[-1], 1e-6), nn.Conv2d(channels[-1], 3, 3, padding=1)

    def forward(self, z):
        first, second = self.mid_block.resnets
        x = second(self.mid_block.attentions[0](first(self.conv_in(z))))
        for block in self.up_blocks:
            x = block(x)
        return self.conv_out(F.silu(self.conv_norm_out(x)))


def pack(x):
    n, c, h, w = x.shape
    return x.reshape(n, c, h // 2, 2, w // 2, 2).permute(0, 2, 4, 1, 3, 5).reshape(n, h * w // 4, 4 * c)


def unpack(x, h, w):
    n, _, c = x.shape
    return x.reshape(n, h // 2, w // 2, c // 4, 2, 2).permute(0, 3, 1, 4, 2, 5).reshape(n, c // 4, h, w)
