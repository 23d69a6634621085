"""Objects of Python and of the program's classes: attributes, methods, items, bases."""
