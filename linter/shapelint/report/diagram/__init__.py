"""Diagrams as files: Graphviz's and Mermaid's text, JSON, SVG and a page. Data in, text out."""
