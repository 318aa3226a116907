"""From files people write to records and Problems. Every problem has its place; nothing stops at the first."""
