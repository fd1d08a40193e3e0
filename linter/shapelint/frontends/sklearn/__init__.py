"""scikit-learn: what splitting and transforming make of rows and columns."""
