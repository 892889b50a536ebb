"""The shelves: the only code that talks to DynamoDB. `README.md` beside it lists every access."""
