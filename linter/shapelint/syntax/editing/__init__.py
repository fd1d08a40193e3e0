"""Edits of a source text: numbers in the style they are written in, other expressions, elements put in or taken out."""
