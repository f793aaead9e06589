"""The tokenizers of csrc/markup, and the reader of exports above them, at the other end of a pipe, held against conformance tests and other parsers."""
