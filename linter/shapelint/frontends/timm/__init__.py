"""Models of timm, where its source cannot be read."""
