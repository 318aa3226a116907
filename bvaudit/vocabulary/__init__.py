"""What a rule can say: one operator, one module. Each is a record, a schema and one function that writes SQL."""
