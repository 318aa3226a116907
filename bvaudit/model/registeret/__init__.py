"""What the register remembers: the events of its log, and the state they add up to."""
