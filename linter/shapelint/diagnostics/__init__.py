"""What is told to the user, as plain data: rules, their findings, diagnostics, and the comments that silence them."""
