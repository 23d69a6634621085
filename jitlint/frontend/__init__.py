"""One file in, facts out: finds files, decodes, parses, lowers and locates; knows no other file."""
