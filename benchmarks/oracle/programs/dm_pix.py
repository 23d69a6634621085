"""Pictures are changed, and compared."""

import dm_pix as pix
import jax
import jax.numpy as jnp

key = jax.random.PRNGKey(0)
image = jax.random.uniform(key, (16, 16, 3))
for change in (
    lambda x: pix.adjust_brightness(x, 0.1),
    lambda x: pix.adjust_contrast(x, 1.5),
    lambda x: pix.adjust_gamma(x, 2.0),
    lambda x: pix.adjust_hue(x, 0.1),
    lambda x: pix.adjust_saturation(x, 1.5),
    lambda x: pix.gaussian_blur(x, 1.0, 3.0),
    lambda x: pix.rgb_to_grayscale(pix.solarize(x, 0.5)),
    lambda x: pix.hsl_to_rgb(pix.rgb_to_hsl(x)),
    lambda x: pix.hsv_to_rgb(pix.rgb_to_hsv(x)),
    lambda x: pix.rot90(pix.flip_left_right(x), 1),
    lambda x: pix.center_crop(pix.pad_to_size(x, 20, 20), 8, 8),
    lambda x: pix.space_to_depth(pix.depth_to_space(x[..., :1].repeat(4, -1), 2), 2),
    lambda x: pix.affine_transform(x, jnp.eye(3)),
    lambda x: pix.elastic_deformation(key, x, alpha=1.0, sigma=1.0),
    lambda x: pix.random_crop(key, x, (8, 8, 3)),
    lambda x: pix.random_flip_up_down(key, x),
    lambda x: pix.random_brightness(key, x, 0.2),
    lambda x: pix.random_hue(key, x, 0.2),
    lambda x: pix.extract_patches(x[None], (1, 4, 4, 1), (1, 4, 4, 1), (1, 1, 1, 1)),
):
    jax.jit(change)(image)
for loss in (pix.mae, pix.mse, pix.psnr, pix.rmse, pix.simse, pix.ssim):
    jax.jit(jax.grad(lambda x, f=loss: f(x, image).sum()))(image + 0.1)
flat = lambda a: pix.flat_nd_linear_interpolate(image[..., 0], jnp.stack([a, a]))
jax.jit(jax.vmap(flat))(jnp.ones((3, 2)))
