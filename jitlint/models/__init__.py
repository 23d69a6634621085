"""Models of libraries: stubs that say what each function does with its arguments."""
