"""What silences diagnostics: comments and baselines."""
