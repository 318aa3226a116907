"""Counts and cites what a run found. Pure: plain counts and rows in, records for the reports out."""
