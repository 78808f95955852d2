"""What the project depends on: a bill of materials, and the flaws the registries know of."""
