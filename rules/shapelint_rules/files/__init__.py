"""SHP0: the run."""
