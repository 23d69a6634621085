"""Tools that regenerate committed files, and that fuzz the command."""
