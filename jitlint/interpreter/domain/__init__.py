"""The abstract domain: what is known of a value, and what is known where two paths meet."""
