"""Answers people gave, merged with what the machine says, and how far two readers agree: records in, records out."""
