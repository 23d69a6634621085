"""Looks for what jitlint cannot bear: programs, mutated files, broken caches, kills."""
