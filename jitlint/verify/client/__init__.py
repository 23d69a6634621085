"""Asks the user's interpreter about findings, schedules the questions and keeps the answers."""
