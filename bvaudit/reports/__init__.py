"""Reports: pure views, then the files people read."""
