"""The version, here and nowhere else: pyproject.toml, setup.py and the C module read it from this line."""

__version__ = "0.1.0"
