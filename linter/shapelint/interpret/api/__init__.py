"""How a declared API is called."""
