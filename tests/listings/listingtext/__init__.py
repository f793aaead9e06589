"""Makes texts of listing pages with known truth; see ../README.md."""
