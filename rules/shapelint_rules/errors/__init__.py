"""SHP1: what will raise."""
