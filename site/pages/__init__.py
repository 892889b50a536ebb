"""The kinds of pages that have more to them than words: one module for each."""
