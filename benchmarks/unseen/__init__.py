"""Packages that nobody has tuned for: each error in them was read before anything was mended."""
