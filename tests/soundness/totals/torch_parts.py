"""Models of which a part is not known to the linter. Each is built and counted for real by the test beside it."""

import torch
from out_of_sight import Extra, enlarge, for_each, furnish, registered, run, veiled
from torch import nn


class HeadFromElsewhere(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Conv2d(3, 4, 3)
        self.head = veiled(nn.Linear(4, 2))

    def forward(self, x):
        return self.head(self.body(x).mean((2, 3)))


class HeadOrNot(nn.Module):
    def __init__(self, has_head=None):
        super().__init__()
        self.body = nn.Conv2d(3, 4, 3)
        self.norm = nn.BatchNorm2d(4) if veiled(True) else nn.Identity()
        if veiled(has_head) is None:
            self.head = nn.Linear(4, 2)

    def forward(self, x):
        return self.norm(self.body(x))


class StagesOfUnknownNumber(nn.Module):
    def __init__(self):
        super().__init__()
        self.stages = nn.ModuleList()
        for width in veiled((4, 8)):
            self.stages.append(nn.Conv1d(4, width, 1))
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        return self.head(x)


class MoreStages(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Linear(4, 4), nn.ReLU())
        self.append(veiled(nn.Linear(4, 2)))


class StagesInAList(nn.Module):
    def __init__(self):
        super().__init__()
        stages = [nn.Linear(4, 4)]
        enlarge(stages, nn.Linear(4, 4), nn.Linear(4, 2))
        self.stages = nn.Sequential(*stages)

    def forward(self, x):
        return self.stages(x)


class Furnished(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        furnish(self, gain=nn.Parameter(torch.ones(8)))

    def forward(self, x):
        return self.body(x)


class NamedFromElsewhere(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        for name in ("q", "k"):
            setattr(self, veiled(name), nn.Linear(8, 8))

    def forward(self, x):
        return self.body(x)


class RegisteredByCallback(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        for_each(("a", "b", "c"), lambda name: self.register_parameter(name, nn.Parameter(torch.ones(3))))

    def forward(self, x):
        return self.body(x)


class MethodHandedOut(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        run(self.grow)

    def grow(self):
        self.more = nn.Linear(8, 8)

    def forward(self, x):
        return self.body(x)


class WithExtra(Extra, nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)

    def forward(self, x):
        return self.body(x)


@registered
class Registered(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)

    def forward(self, x):
        return self.body(x)


class OneOfTwoGains(nn.Module):
    def __init__(self):
        super().__init__()
        first, second = nn.Parameter(torch.ones(3)), nn.Parameter(torch.ones(3))
        self.first = first
        self.second = second
        if veiled(True):
            self.gain = first
        else:
            self.gain = second

    def forward(self, x):
        return x * self.gain


class TiedSomewhere(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(4, 4)
        self.decoder = nn.Linear(4, 4)
        if veiled(True):
            self.decoder.weight = self.encoder.weight

    def forward(self, x):
        return self.decoder(self.encoder(x))


class FrozenSomewhere(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        self.head = nn.Linear(8, 2)
        if veiled(True):
            for parameter in self.body.parameters():
                parameter.requires_grad = False

    def forward(self, x):
        return self.head(self.body(x))


class FrozenByFlag(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        self.body.requires_grad_(veiled(False))
        self.gain = nn.Parameter(torch.ones(3), requires_grad=veiled(False))

    def forward(self, x):
        return self.body(x) * self.gain[0]


class FrozenElsewhere(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        for_each(self.body.parameters(), lambda parameter: parameter.requires_grad_(False))

    def forward(self, x):
        return self.body(x)


class Frozen(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        self.head = nn.Linear(8, 2)
        self.body.weight.requires_grad_(False)
        self.head.bias.requires_grad = False

    def forward(self, x):
        return self.head(self.body(x))


class WeightFromElsewhere(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        self.body.weight = nn.Parameter(veiled(torch.zeros(16, 4)))
        self.body.bias = None

    def forward(self, x):
        return self.body(x)


class WidthFromElsewhere(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, veiled(8))
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        return self.head(self.body(x))


class Emptied(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))
        run(self.body.pop, 1)

    def forward(self, x):
        return self.body(x)
