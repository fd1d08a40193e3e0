"""The functions of tensorflow that Keras models use: https://www.tensorflow.org/api_docs/python/tf."""
