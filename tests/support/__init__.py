"""What the tests share: people, pages, shelves, faults and measures."""
