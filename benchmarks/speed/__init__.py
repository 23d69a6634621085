"""The speed of jitlint, compared with its parser and with other linters."""
