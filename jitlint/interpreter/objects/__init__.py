"""What objects of Python and of the program's classes are: attributes, methods, items, bases."""
