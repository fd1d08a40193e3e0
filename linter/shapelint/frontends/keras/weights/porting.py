"""How a script reads and writes the weights of a Keras model: by way of a file, whose names are those of the map."""

from __future__ import annotations

from shapelint.frontends.porting import Porting

READ = '''
def build_keras(model, shapes):
    """Call a model that is built when it is first called."""
    if not model.built or not model.weights:
        given = [np.ones(shape, "float32") for shape in shapes]
        model(given[0] if len(given) == 1 else given)


def read_keras(model, shapes):
    """The weights of a model as arrays, by their places in a file."""
    build_keras(model, shapes)
    arrays = {}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.weights.h5")
        model.save_weights(path)
        with h5py.File(path, "r") as file:
            file.visititems(lambda name, item: arrays.update({name: item[()]}) if hasattr(item, "shape") else None)
    return arrays
'''

WRITE = '''
def write_keras(model, arrays, shapes):
    """Put arrays into a model; what is not among them stays."""
    build_keras(model, shapes)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "b.weights.h5")
        model.save_weights(path)
        with h5py.File(path, "r+") as file:
            for name, array in arrays.items():
                file[name][...] = array
        model.load_weights(path)
'''

PORTING = Porting("keras", ("import os", "import tempfile", "import h5py", "import numpy as np"), READ, WRITE)
