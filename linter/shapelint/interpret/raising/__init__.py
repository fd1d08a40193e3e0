"""What Python would raise."""
