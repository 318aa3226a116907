"""Words on the command line, exit codes, progress and colours. The only room that speaks to the world."""
