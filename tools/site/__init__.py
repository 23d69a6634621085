"""The documentation site: what is generated of it, and the programs that run its pages."""
