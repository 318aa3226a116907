"""A workbook looked at without a map: what its columns hold, and which of our fields they are most likely to be."""
