"""From rules to results: a plan, one query a rule, and the answers in a fixed order."""
