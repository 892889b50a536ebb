"""What a community costs each month: measured, priced, and bounded."""
