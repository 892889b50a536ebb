"""The rules of the forum: values in, values or a `Refusal` out. Standard library only."""
