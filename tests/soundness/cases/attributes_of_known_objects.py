# devices, optimizers, schedulers and generators have attributes that are not modelled: which ones is not known, and what
# they hold is nobody's choice
import torch
from hidden import same
from torch import nn

x = torch.zeros(2, 4)
device = torch.device("cpu")
if hasattr(device, "major"):
    nn.Linear(3, 2)(x)
if getattr(device, "major", None) is not None:
    nn.Linear(3, 2)(x)
if device.type == "cuda":
    nn.Linear(3, 2)(x)
if device.index:
    nn.Linear(3, 2)(x)
if device == torch.device("meta"):
    nn.Linear(3, 2)(x)
if torch.device(same("cpu")).type == "mps":
    nn.Linear(3, 2)(x)

optimizer = torch.optim.SGD(nn.Linear(4, 2).parameters(), 0.1)
if hasattr(optimizer, "foreach"):
    nn.Linear(3, 2)(x)
if optimizer.state:
    nn.Linear(3, 2)(x)
if optimizer.defaults["nesterov"]:
    nn.Linear(3, 2)(x)
if callable(optimizer.param_groups):
    nn.Linear(3, 2)(x)

scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 2)
if hasattr(scheduler, "best"):
    nn.Linear(3, 2)(x)
if scheduler.last_epoch == "later":
    nn.Linear(3, 2)(x)

generator = torch.Generator()
if not hasattr(generator, "device"):
    nn.Linear(3, 2)(x)
if torch.get_rng_state().shape == (1,):
    nn.Linear(3, 2)(x)
