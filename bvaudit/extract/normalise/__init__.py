"""From staged rows to the tables of a snapshot."""
