"""`make deploy` and what goes with it: each step asks what is there before it does anything."""
