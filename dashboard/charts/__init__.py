"""Charts: a publishable frame in, a figure out. Pure: they know neither Dash nor where data come from."""
