"""A model of keras.applications of which only its ends are known: images go in, maps or classes come out.

https://keras.io/api/applications/

Read by the interpreter, never imported. Given to it: `Layer`, `Model`, `Input`, `features_of` (the last maps for
images), `classes_of` (what the head gives), `pooled` (the average over the maps), `unknown`.
"""


class Backbone(Layer):
    """All layers in between."""

    def __init__(self, about, pooling, classes, is_fixed, **keywords):
        super().__init__(**keywords)
        self._about = about
        self._pooling = pooling
        self._classes = classes
        self._is_fixed = is_fixed
        self._inner = unknown("the layers of an application of Keras")

    def call(self, inputs):
        if self._classes is not None:
            return classes_of(inputs, self._classes)
        maps = features_of(inputs, self._about, self._is_fixed)
        return maps if self._pooling is None else pooled(maps)


class Application(Model):
    @property
    def layers(self):
        return unknown("the layers of an application of Keras")

    def get_layer(self, name=None, index=None):
        return unknown("a layer of an application of Keras")

    def count_params(self):
        return unknown("the parameters of an application of Keras")


def application(about, image, input_tensor, input_shape, pooling, classes, is_fixed, name):
    if input_tensor is not None:
        images = input_tensor
    elif input_shape is not None:
        images = Input(shape=input_shape)
    else:
        images = Input(shape=(image, image, 3))
    return Application(images, Backbone(about, pooling, classes, is_fixed)(images), name=name)
