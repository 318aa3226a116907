"""What must not be known: persons, person numbers, names; and the pseudonyms that stand for them."""
