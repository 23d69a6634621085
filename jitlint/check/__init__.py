"""One check from request to result: the pipeline, and the one function that every host calls."""
