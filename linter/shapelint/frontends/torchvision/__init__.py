"""torchvision, and the images of PIL."""
