"""The shelves of moderation: reports, cases, notices."""
