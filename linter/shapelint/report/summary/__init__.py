"""Summaries of models as text: a table for a terminal, Markdown, LaTeX and CSV."""
