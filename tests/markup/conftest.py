"""The core at the other end of a pipe, for each module of tests."""

import pytest
from markup.tokenizer import Tokenizer


@pytest.fixture(scope="module")
def tokenizer():
    made = Tokenizer()
    yield made
    made.close()
