"""A small graph made by hand, for the examples of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

_TEXTS = {
    "2023-05-02": ("Iran sent drones to Sudan.", "Sudan paid Iran in gold."),
    "2023-09-10": ("Iran delivered drones to Sudan.", "Türkiye offered Cuba drones.", "Iran may sell oil to Cuba."),
    "2024-02-20": ("Türkiye bought gold from Sudan.", "Cuba denied that Iran sent oil.", "An embargo forbids drones."),
}
# Article's date, place of the sentence, supplier, good, recipient, stage, certainty.
_EXCHANGES = (
    ("2023-05-02", 0, "iran", "drones", "sudan", "delivered", "asserted"),
    ("2023-05-02", 1, "sudan", "gold", "iran", "delivered", "asserted"),
    ("2023-09-10", 0, "iran", "drones", "sudan", "delivered", "asserted"),
    ("2023-09-10", 1, "turkiye", "drones", "cuba", "offered", "asserted"),
    ("2023-09-10", 2, "iran", "oil", "cuba", "negotiated", "possible"),
    ("2024-02-20", 0, "sudan", "gold", "turkiye", "delivered", "asserted"),
    ("2024-02-20", 1, "iran", "oil", "cuba", "delivered", "denied"),
)
_NAMES = {"iran": "Iran", "sudan": "Sudan", "turkiye": "Türkiye", "cuba": "Cuba"}
_GOODS = {"drones": ("drones", "arms"), "gold": ("gold", "materials"), "oil": ("oil", "energy")}


def example() -> MultiDiGraph:
    """Four states, three goods, a commentator and an embargo, told by three made-up articles.

    Example:
        >>> sorted({data["type"] for _, data in example().nodes(data=True)})
        ['Actor', 'Article', 'Claim', 'Commentator', 'Exchange', 'Good', 'Resolution']
    """
    from graph.build import build
    from graph.ids import digest
    from graph.records import Article, Claim, Entity, Exchange, Reading, Relation

    entities = {f"actor:{key}": Entity(f"actor:{key}", "Actor", "state", name) for key, name in _NAMES.items()}
    for key, (name, category) in _GOODS.items():
        entities[f"good:{key}"] = Entity(f"good:{key}", "Good", category, name)
    entities["actor:ama-darko"] = Entity("actor:ama-darko", "Commentator", "expert", "Ama Darko")
    entities["resolution:embargo"] = Entity("resolution:embargo", "Resolution", "embargo", "drone embargo")

    claims: dict[str, list[Claim]] = {date: [] for date in _TEXTS}
    for date, place, supplier, good, recipient, stage, certainty in _EXCHANGES:
        start, end = _span(date, place)
        fact = Exchange(f"actor:{supplier}", f"actor:{recipient}", f"good:{good}")
        speakers = ("actor:ama-darko",) if certainty == "possible" else ()
        claims[date].append(Claim(fact, start, end, certainty, "example", stage=stage, speakers=speakers))
    start, end = _span("2024-02-20", 2)
    forbids = Relation("resolution:embargo", "PROHIBITS", "good:drones")
    targets = Relation("resolution:embargo", "TARGETS", "actor:sudan")
    claims["2024-02-20"] += [Claim(fact, start, end, "asserted", "example") for fact in (forbids, targets)]
    return build(
        Reading(
            Article(text, digest(text, 64), title=f"Article of {date}", publisher="Example Times", date=date),
            entities,
            dict.fromkeys(entities, 1),
            tuple(claims[date]),
        )
        for date, text in ((date, " ".join(sentences)) for date, sentences in _TEXTS.items())
    )


def _span(date: str, place: int) -> tuple[int, int]:
    """Where a sentence stands in its article."""
    sentences = _TEXTS[date]
    start = len(" ".join(sentences[:place])) + (place > 0)
    return start, start + len(sentences[place])
