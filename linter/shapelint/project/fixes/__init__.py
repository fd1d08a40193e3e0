"""From remedies to fixes that were tried, and writing them."""
