"""From what the rules find to diagnostics with a place, a trail and a cause."""
