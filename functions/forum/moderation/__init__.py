"""The rules of moderation: reports, cases, notices, the log."""
