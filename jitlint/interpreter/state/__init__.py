"""The state of an abstract run: traces, calls known, work to do, and what led to each result."""
