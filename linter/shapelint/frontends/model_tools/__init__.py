"""Tools that are handed a model: summaries, counters, loggers."""
