"""What keeps a finding from being reported: comments and baselines."""
