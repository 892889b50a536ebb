"""What makes the functions' bundle: what is vendored, what is left out, how it is written down."""
