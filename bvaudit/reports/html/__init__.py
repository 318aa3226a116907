"""Pages for a browser: one file each, with everything in it and no way out to the net."""
