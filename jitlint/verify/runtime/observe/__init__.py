"""Observes user code while it runs: what executes, what compiles, what tracers leave behind."""
