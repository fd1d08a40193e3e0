"""Transformers of Hugging Face: what tokenizers and the most used pretrained models give."""
