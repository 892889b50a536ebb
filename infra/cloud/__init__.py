"""The parts of the stack: tables, doors, edge, alarms. Data in, constructs out; no other logic."""
