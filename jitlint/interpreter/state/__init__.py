"""The state of an abstract run: traces, cached calls, work to do, and what led to each result."""
