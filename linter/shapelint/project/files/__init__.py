"""Which files there are, what they hold, and where imports lead."""
