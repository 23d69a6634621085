"""Data and errors that every layer speaks of, and how files are read and written."""
