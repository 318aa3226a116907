"""An independent key to the key figures: made-up cases, and every reading counted in plain Python."""
