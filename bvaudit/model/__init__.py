"""The nouns. Frozen records without behaviour that reaches outside themselves."""
