"""The extension of IPython: cells are linted before they run, and their compilations are told."""
