"""Albumentations: what its transforms make of the sizes of images and masks."""
