"""What a run found, told once and counted by one rule. Pure: records in, records out."""
