"""How long builds take, beside Hugo and Eleventy on equal pages."""
