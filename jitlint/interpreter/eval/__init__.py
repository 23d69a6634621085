"""What Python does, one statement or expression at a time: it runs, calls, asks and branches."""
