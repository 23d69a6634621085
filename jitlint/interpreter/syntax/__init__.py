"""What the text of a function shows without a run: names, changes and questions written there."""
