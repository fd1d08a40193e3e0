"""How a script reads and writes the weights of a torch module."""

from __future__ import annotations

from shapelint.frontends.porting import Porting

READ = '''
def read_torch(model, shapes):
    """The parameters and buffers of a module as arrays."""
    return {name: value.detach().cpu().numpy() for name, value in model.state_dict().items()}
'''

WRITE = '''
def write_torch(model, arrays, shapes):
    """Load arrays into a module; what is not among them stays."""
    state = model.state_dict()
    for name, array in arrays.items():
        state[name] = torch.from_numpy(np.ascontiguousarray(array)).to(state[name].dtype)
    model.load_state_dict(state)
'''

PORTING = Porting("torch", ("import numpy as np", "import torch"), READ, WRITE)
