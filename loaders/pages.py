"""Web pages: the article that trafilatura finds on them, within a bound of time, and its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from loaders import dates, fields
from loaders.base import Document
from loaders.quiet import quiet

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# trafilatura takes a second for some 6,000 elements, and time grows faster than pages of links do.
_MAX_ELEMENTS = 12_000
_DATE_OPTIONS = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_READ = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "dl",
        "dd",
        "dt",
        "figure",
        "figcaption",
        "table",
        "tr",
        "td",
        "th",
        "div",
        "section",
        "article",
        "br",
        "hr",
    ]
)
_NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "iframe",
        "select",
        "head",
    ]
)
# Where trafilatura's own tree breaks lines.
_LINES = frozenset(["p", "head", "item", "list", "quote", "ab", "code", "fw", "lb", "row", "cell", "table", "div"])
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>|&#?\w{2,8};")


def read(html: str) -> Document:
    """Read a page.

    Args:
        html: the page's source.

    Returns:
        Its article, with an empty text where there is none.
    """
    tree = _tree(html)
    if tree is None:
        return Document("")
    elements = sum(1 for _ in tree.iter())
    found = _extracted(tree) if elements <= _MAX_ELEMENTS else None
    if found is None:
        return Document("\n\n".join(_paragraphs(tree, _READ, _NEVER)), title=fields.line(tree.findtext(".//title")))
    text = "\n\n".join(_paragraphs(found.body, _LINES))
    title = fields.line(found.title)
    if title and title.casefold() not in " ".join(text[:1000].split()).casefold():
        text = f"{title}\n\n{text}"
    comments = () if found.commentsbody is None else tuple(_paragraphs(found.commentsbody, _LINES))
    return Document(
        text=text,
        title=title,
        publisher=fields.line(found.sitename),
        authors=tuple(name for name in (fields.line(a) for a in (found.author or "").split(";")) if name),
        date=dates.from_field(found.date),
        url=fields.line(found.url),
        comments=comments,
    )


def plain_text(fragment: str) -> str:
    """The text of a fragment of HTML, paragraphs separated by an empty line; plain text comes back as it is."""
    if not _TAG.search(fragment):
        return fragment.strip()
    tree = _tree(f"<div>{fragment}</div>")
    return "\n\n".join(_paragraphs(tree, _READ, _NEVER)) if tree is not None else ""


def _tree(html: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # A declared encoding is of the bytes, and no longer true of the decoded text.
    source = re.sub(r"^\s*<\?xml[^>]{0,500}\?>", "", html)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _extracted(tree: HtmlElement) -> Any:
    """What trafilatura finds, None where it finds no article."""
    import trafilatura

    with quiet("trafilatura", "htmldate"):
        found: Any = trafilatura.bare_extraction(
            tree,
            with_metadata=True,
            include_comments=True,
            include_tables=False,
            date_extraction_params=_DATE_OPTIONS,
        )
    return found if found is not None and found.body is not None and len(found.body) else None


def _paragraphs(tree: Any, breaks: frozenset[str], skipped: frozenset[str] = frozenset()) -> list[str]:
    """The text of a tree, cut at the elements of `breaks`, without what stands in those of `skipped`."""
    found: list[list[str]] = [[]]
    depth = 0
    for event, element in _walk(tree):
        if element.tag in skipped:
            depth += 1 if event == "start" else -1
        if element.tag in breaks:
            found.append([])
        if depth == 0:
            found[-1].append((element.text if event == "start" else element.tail) or "")
    lines = (" ".join("".join(parts).split()) for parts in found)
    return [line for line in lines if line]


def _walk(tree: HtmlElement) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    return iter(etree.iterwalk(tree, events=("start", "end")))
