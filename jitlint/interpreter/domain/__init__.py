"""The abstract domain: values, the joins of two of them, and the limits of what is known."""
