"""What is kept from one run to the next: whole results, summaries of modules, and their places."""
