"""The process that answers: it forks for each module, tests each claim, and replies."""
