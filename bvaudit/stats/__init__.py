"""Draws and exact figures. Pure functions, standard library only."""
