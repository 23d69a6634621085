"""Tracing in several processes or on a cluster, with the findings of one process."""
