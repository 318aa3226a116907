"""Each kind of content as records, or as problems with their place."""
