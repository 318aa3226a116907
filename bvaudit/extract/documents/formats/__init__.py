"""The formats of the register's documents: one record for each, with its field map."""
