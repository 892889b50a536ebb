"""The carriers between a request, the rules and the shelves: the only Flask."""
