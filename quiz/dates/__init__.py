"""Date expressions in running text and in typed answers."""
