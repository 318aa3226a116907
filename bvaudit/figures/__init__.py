"""Key figures: definitions counted, imported series, comparison, and what may be made public."""
