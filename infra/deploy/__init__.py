"""What `make deploy`, `make destroy` and `make domain` do, step by step.

Every step asks what is there before it does anything, so that whatever stopped the last run, the
next one goes on from there (O1).
"""
