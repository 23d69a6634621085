"""What looks on while the program runs, and tells what goes wrong later, or over many calls."""
