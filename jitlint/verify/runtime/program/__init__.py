"""The user's program: its text and modules, the functions in question, and their calls."""
