"""A model that has been run, read as steps in neutral terms."""
