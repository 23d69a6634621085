"""What makes committed files of the project anew, out of experiments."""
