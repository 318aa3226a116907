"""Spreadsheets of any kind, read through a kart."""
