"""The wide oracle: neutral cases, the formats they come in, and a key of small functions, one for each rule."""
