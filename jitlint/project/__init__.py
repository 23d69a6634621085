"""Files that make a program: which there are, what they are called, which can bring tracing."""
