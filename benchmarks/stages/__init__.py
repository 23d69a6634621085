"""What each stage of a run costs, how it grows with the code, and how much memory it takes."""
