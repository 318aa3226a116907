"""Tables and columns in the words of a caseworker. The one place where they are told; ``lookup.py`` is asked."""
