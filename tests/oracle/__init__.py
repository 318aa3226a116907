"""An independent answer key for the core rules: standard library only, nothing from the program it judges."""
