"""Facts that the text of a function shows without a run: names, changes and tests written there."""
