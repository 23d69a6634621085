"""How avals follow from avals: promotion, broadcasting, and what each function of JAX makes."""
