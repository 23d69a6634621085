"""The cost of verification."""
