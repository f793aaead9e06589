"""Speed side by side: postdex and other engines on the same posts and queries. See README.md; run with `python -m benchmarks`."""
