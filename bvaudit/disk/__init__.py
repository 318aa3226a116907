"""Writing so that a run that dies leaves the old or the new, and nothing personal where it does not belong."""
