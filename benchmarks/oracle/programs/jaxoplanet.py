"""Orbits and light curves, differentiated."""

import jax
import jax.numpy as jnp
from jaxoplanet.core.limb_dark import light_curve
from jaxoplanet.light_curves import limb_dark_light_curve
from jaxoplanet.orbits.keplerian import Central, System
from jaxoplanet.orbits.transit import TransitOrbit

t = jnp.linspace(-0.1, 0.1, 20)


@jax.jit
def transit(period):
    orbit = TransitOrbit(
        period=period, duration=0.1, time_transit=0.0, impact_param=0.1, radius_ratio=0.1
    )
    return limb_dark_light_curve(orbit, jnp.array([0.1, 0.3]))(t).sum()


@jax.jit
def kepler(period):
    system = System(Central(mass=1.0, radius=1.0)).add_body(
        period=period, eccentricity=0.1, omega_peri=0.2, radius=0.1, inclination=1.5
    )
    position = system.relative_position(t)
    velocity = system.radial_velocity(t)
    return (
        position[0].sum()
        + velocity.sum()
        + limb_dark_light_curve(system, jnp.array([0.1]))(t).sum()
    )


jax.grad(transit)(3.0)
jax.grad(kepler)(3.0)
jax.vmap(light_curve, in_axes=(None, 0, None))(jnp.array([0.1, 0.2]), t, 0.1)
