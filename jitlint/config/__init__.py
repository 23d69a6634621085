"""The configuration: files, codes, patterns, severities."""
