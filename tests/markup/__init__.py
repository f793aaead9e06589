"""The tokenizers of csrc/markup at the other end of a pipe, held against conformance tests and other parsers."""
