"""SHP3: the definition of the model."""
