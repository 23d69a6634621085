"""Models of libraries: stubs that describe the effect of each function on its arguments."""
