"""Modules and names of earlier versions that Keras 3 no longer has, and what stands in their place.

https://keras.io/guides/migrating_to_keras_3/. What they meant is still known, so that the rest of a program is checked.
"""

from __future__ import annotations

from shapelint.interpret.interpreter import Interpreter
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile

LEGACY_VARIABLE = "TF_USE_LEGACY_KERAS"
EARLIER = "keras.earlier"  # in the interpreter's state: whether the environment has a Keras before version 3
TENSORFLOW = ("tensorflow.keras.", "tensorflow.compat.v1.keras.")
LAYER_MODULES = (
    "core", "convolutional", "normalization", "pooling", "recurrent", "embeddings", "merge", "noise", "wrappers",
    "advanced_activations", "local", "convolutional_recurrent", "cudnn_recurrent", "experimental", "preprocessing",
)  # fmt: skip
REMOVED = {
    **{f"keras.layers.{name}": "layers are in keras.layers" for name in LAYER_MODULES},
    "keras.engine": "Layer is in keras.layers, Model in keras",
    "keras.objectives": "losses are in keras.losses",
    "keras.utils.np_utils": "to_categorical is in keras.utils",
    "keras.utils.vis_utils": "plot_model is in keras.utils",
    "keras.utils.generic_utils": "its functions are in keras.utils and keras.saving",
    "keras.utils.data_utils": "get_file and PyDataset are in keras.utils",
    "keras.utils.layer_utils": "its functions are in keras.utils",
    "keras.wrappers.scikit_learn": "SKLearnClassifier is in keras.wrappers",
    "keras.layers.CuDNNLSTM": "LSTM runs on cuDNN where it can",
    "keras.layers.CuDNNGRU": "GRU runs on cuDNN where it can",
    "keras.layers.MaxoutDense": "write it as a layer of your own",
    "keras.layers.Highway": "write it as a layer of your own",
    "keras.layers.TimeDistributedDense": "use TimeDistributed(Dense(...)), or Dense alone",
    "keras.layers.AtrousConvolution1D": "use Conv1D(dilation_rate=...)",
    "keras.layers.AtrousConvolution2D": "use Conv2D(dilation_rate=...)",
    "keras.layers.Deconvolution2D": "use Conv2DTranspose",
    "keras.layers.LocallyConnected1D": "write it as a layer of your own",
    "keras.layers.LocallyConnected2D": "write it as a layer of your own",
    "keras.layers.Merge": "use the layers Add, Concatenate, ...",
    "keras.backend.tensorflow_backend": "the backend is keras.backend",
    "keras.backend.set_image_dim_ordering": "use keras.config.set_image_data_format",
    "keras.backend.get_session": "there are no sessions",
    "keras.backend.image_dim_ordering": "use keras.config.image_data_format",
}
BACKEND_FUNCTIONS = (
    "abs all any arange argmax argmin batch_dot batch_flatten batch_normalization bias_add binary_crossentropy cast "
    "categorical_crossentropy clip concatenate constant conv1d conv2d conv2d_transpose conv3d cos cumprod cumsum dot "
    "dropout dtype elu equal eval exp expand_dims eye flatten gather get_value gradients greater greater_equal "
    "hard_sigmoid int_shape l2_normalize less less_equal log map_fn max maximum mean min minimum ndim not_equal "
    "one_hot ones ones_like permute_dimensions pool2d pool3d pow prod random_normal random_uniform relu repeat "
    "repeat_elements reshape resize_images reverse rnn round set_value shape sigmoid sign sin softmax softplus "
    "softsign sparse_categorical_crossentropy spatial_2d_padding sqrt square squeeze stack std stop_gradient sum "
    "switch tanh tile transpose truncated_normal update update_add update_sub var variable zeros zeros_like"
)
MODEL_METHODS = {
    "fit_generator": "use fit",
    "evaluate_generator": "use evaluate",
    "predict_generator": "use predict",
    "predict_classes": "use predict and argmax",
    "predict_proba": "use predict",
}
# What Keras's layers had before version 3.
LAYER_METHODS = {"_build_from_signature": "use build"}
# Gone from `keras` itself, but still there as `tensorflow.keras`.
ONLY_IN_TENSORFLOW = {
    "keras.preprocessing.text": "use keras.layers.TextVectorization",
    "keras.preprocessing.image.ImageDataGenerator": "use keras.utils.image_dataset_from_directory",
    "keras.layers.ThresholdedReLU": "use keras.ops.where",
    **{f"keras.backend.{name}": "use keras.ops" for name in BACKEND_FUNCTIONS.split()},
}


def reason_removed(name: str) -> str:
    """Why a name, as it is spelled, is not there; "" when it is, or is not known to be gone."""
    spelled = next((prefix for prefix in TENSORFLOW if name.startswith(prefix)), None)
    plain = name if spelled is None else f"keras.{name[len(spelled) :]}"
    parts = plain.split(".")
    for length in range(2, len(parts) + 1):
        head = ".".join(parts[:length])
        instead = REMOVED.get(head) or (ONLY_IN_TENSORFLOW.get(head) if spelled is None else None)
        if instead is not None:
            return f"Keras 3 has no {head if spelled is None else spelled + head[len('keras.') :]}: {instead}"
    return ""


def is_earlier_keras(m: Interpreter) -> bool:
    """Whether the program may well have a Keras before version 3, where all of it was there: it asks TensorFlow for the
    legacy one, or its environment has no other.

    A framework's modules are only found from within it: the program's file is asked for as if it were one of them.
    """
    file = m.frames[0].module.file if m.frames else None
    if file is None:
        return False
    if asks_for_legacy_keras(m, file):
        return True
    within = SourceFile(file.path, "", "keras.program")
    is_there = not isinstance(m.resolver.find("keras.src", within, 0), Missing)
    return is_there and isinstance(m.resolver.find("keras.src.version", within, 0), Missing)


def asks_for_legacy_keras(m: Interpreter, program: SourceFile) -> bool:
    """Whether a module that has run by now names the variable of the environment by which `tf.keras` becomes the
    package tf_keras, which is Keras 2 (https://keras.io/getting_started/#tensorflow--keras-2-backwards-compatibility):
    the program, what it has imported, and the packages that it lies in. How it is set is not looked at: there are many
    ways, IPython's too."""
    names = program.name.split(".")[:-1]
    packages = (m.resolver.find(".".join(names[:length]), program, 0) for length in range(1, len(names) + 1))
    ran = (program, *packages, *(module.file for module in m.modules.values()))
    return any(isinstance(file, SourceFile) and LEGACY_VARIABLE in file.text for file in ran)
