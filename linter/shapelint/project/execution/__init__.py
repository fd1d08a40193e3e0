"""Where checks are carried out: processes, and the limits of what one may cost."""
