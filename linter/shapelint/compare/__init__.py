"""Two models side by side: each read as steps in neutral terms, aligned, and their differences in words."""
