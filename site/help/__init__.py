"""Help lines: the data, what is checked of it, and the pages that show it."""
