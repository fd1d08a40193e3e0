"""pandas: the rows and columns of data frames."""
