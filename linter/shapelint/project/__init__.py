"""The composition root: files, imports, rules and settings are brought together here."""
