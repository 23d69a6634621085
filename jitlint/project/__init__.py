"""The files of a program: discovery, module names, and relevance for tracing."""
