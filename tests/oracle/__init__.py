"""The oracle: the words and the query language once more, from docs/words.md and docs/query.md alone, by brute force."""
