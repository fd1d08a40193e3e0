"""The functions that load files of weights: https://huggingface.co/docs/safetensors/api/torch."""
