"""SHP2: what runs, but is wrong."""
