"""What is wrong with what the user gave; every host catches it without importing who raises it."""


class Mistake(ValueError):
    """Something that the user can put right; the message says in one line what."""
