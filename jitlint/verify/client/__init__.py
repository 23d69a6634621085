"""The client of verification: it schedules the questions and stores the verdicts."""
