"""The abstract state: branches, joins, and what unknown code may change."""
