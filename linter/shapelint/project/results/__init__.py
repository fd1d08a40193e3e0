"""What checking has given: of one file, of all."""
