"""What follows from the facts of all modules together."""
