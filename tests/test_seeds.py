"""The sample articles: complete front matter, and wording of our own where the originals are at hand to compare."""

import re
from pathlib import Path

import frontmatter
import pytest

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("0*.md"))
# Words in a row that a digest may share with its original, beside names.
LONGEST_RUN = 6


def sentences(text: str) -> list[list[str]]:
    parts = re.split(r"(?<=[.!?…])[\"”’]?\s+|\n+", text)
    return [re.findall(r"\w+(?:['’-]\w+)*", part) for part in parts]


def plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def longest_shared_run(digest: str, original: str) -> tuple[int, str]:
    """The longest run inside one sentence, counted in words that no capital letter marks as a name."""
    words = " ".join(plain(word) for sentence in sentences(original) for word in sentence)
    haystack = f" {words} "
    longest = (0, "")
    for sentence in sentences(digest):
        for start in range(len(sentence)):
            end = start + 1
            while end <= len(sentence) and f" {' '.join(map(plain, sentence[start:end]))} " in haystack:
                end += 1
            run = sentence[start : end - 1]
            longest = max(longest, (sum(not word[0].isupper() for word in run), " ".join(run)))
    return longest


def test_the_measure_sees_copied_sentences() -> None:
    original = "The port was closed. Ministers in Quito signed the long awaited treaty on fishing rights yesterday."
    assert longest_shared_run("Ministers in Quito signed the long awaited treaty on herring.", original)[0] == 7
    assert longest_shared_run("It was signed in Quito.", original)[0] < 2


def test_there_are_five() -> None:
    assert [path.name[:3] for path in SEEDS] == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_front_matter_is_complete(path: Path) -> None:
    post = frontmatter.load(str(path))
    assert post["title"]
    assert post["original"].startswith(path.name[:3])
    assert re.fullmatch(r"20\d\d-\d\d(-\d\d)?", str(post["date"]))
    assert isinstance(post["authors"], list)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_wording_is_our_own(path: Path, shared: Path) -> None:
    post = frontmatter.load(str(path))
    original = (shared / "articles" / post["original"]).read_text(encoding="utf-8")
    length, run = longest_shared_run(post.content, original)
    assert length <= LONGEST_RUN, run
    assert 0.6 <= len(post.content.split()) / len(original.split()) <= 1.05
