"""Case data becomes records and tables: documents of the register and spreadsheets in, a snapshot out."""
