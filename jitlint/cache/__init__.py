"""The cache: entries of earlier runs by their names, and the stamps of the files read."""
