"""How sure tags are: by the word that announces them, by pages that are about them, and little where nothing says that they are no sections."""

import pytest

import postdex as pdx

TOPICS = ("birds", "boats", "ferry", "harbour", "maps", "music", "school", "tides")


def entry(number: int, line: str) -> str:
    terms = ", ".join(sorted({TOPICS[number % 8], TOPICS[number * 3 % 8], TOPICS[(number + 5) % 8]}))
    text = f"The warden says that number {number} was never as quiet as now, and nobody at the quay wants to hear of it."
    return f"The quay in week {number}\n\nMay {number + 1}, 2011\n\n{line.format(terms)}\n\n{text}"


@pytest.fixture
def sure(tmp_path):
    def of(name: str, line: str, headed: bool) -> list[float]:
        folder = tmp_path / name
        folder.mkdir()
        for page in range(2):
            (folder / f"home{page}.txt").write_text("\n\n".join(entry(number, line) for number in range(page * 6, page * 6 + 6)) + "\n", "utf-8")
        for k in range(4 if headed else 0):
            listed = "\n\n".join(entry(number, line) for number in range(12, 28) if TOPICS[k] in entry(number, line))
            (folder / f"{k}.txt").write_text(f"Tag: {TOPICS[k]}\n\n{listed}\n", "utf-8")
        return [part.confidence for page in pdx.open(folder, progress=False).pages for part in page.parts if part.role == "tags"]

    return of


def test_words_and_pages_prove_what_a_place_alone_does_not(sure):
    told, proved, bare = sure("told", "Tags: {}", False), sure("proved", "{}", True), sure("bare", "{}", False)
    assert len(told) == len(bare) == 12
    assert sum(told) / 12 > 0.9 > max(proved) >= min(proved) > 0.5 > max(bare)
