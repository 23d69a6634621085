"""The cost of each stage of a run, its growth with the code, and its memory."""
