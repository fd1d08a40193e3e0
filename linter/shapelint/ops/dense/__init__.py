"""Products, projections and lookups."""
