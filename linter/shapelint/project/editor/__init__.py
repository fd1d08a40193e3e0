"""What an editor asks of one file."""
