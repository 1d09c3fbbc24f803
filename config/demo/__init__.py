"""The demo's three editions: their data, and one module per noun that loads it."""
