"""A model's graph in open formats: shapelint's own JSON, ONNX, and what Model Explorer reads."""
