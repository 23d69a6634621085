"""Processes: their pipes, limits and guards, and what the kernel forbids them."""
