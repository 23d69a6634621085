"""How fast jitlint is beside the parser that it uses and beside other linters."""
