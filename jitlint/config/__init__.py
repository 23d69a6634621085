"""What the user wants checked and reported: files, codes, patterns, severities."""
