"""One function per thing a user wants done. Here the rooms meet."""
