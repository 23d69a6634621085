"""Calls into libraries: by their stubs, or by code where no stub can say what a function does."""
