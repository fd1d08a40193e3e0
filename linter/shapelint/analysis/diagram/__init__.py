"""The picture of a model before it is drawn: blocks that nest, edges with shapes, repeats folded, findings marked."""
