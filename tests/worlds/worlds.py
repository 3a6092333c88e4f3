"""Small graphs made of facts in a line each, of made-up news about other countries."""

from __future__ import annotations

import random

import networkx as nx

from graph.build import build
from graph.ids import digest
from graph.records import Article, Claim, Entity, Exchange, Reading, Relation

STATES = ("Ghana", "Peru", "Norway", "Kenya", "Chile", "Nepal", "Oman", "Laos")
GOODS = {"rice": "food", "rifles": "arms", "coal": "energy"}


def actor(name):
    return f"actor:{name.lower()}"


def entities():
    found = {actor(name): Entity(actor(name), "Actor", "state", name) for name in STATES}
    found |= {f"good:{name}": Entity(f"good:{name}", "Good", kind, name) for name, kind in GOODS.items()}
    found["actor:ida-berg"] = Entity("actor:ida-berg", "Commentator", "expert", "Ida Berg")
    found["resolution:ban"] = Entity("resolution:ban", "Resolution", "embargo", "rifle ban")
    return found


def world(*told, shuffle=None):
    """A graph of facts told as `(article, supplier, good, recipient, certainty)` or `(article, source, type, target)`."""
    articles = {}
    for number, (article, *fact) in enumerate(told):
        text, claims = articles.setdefault(article, ([], []))
        sentence = f"{' '.join(map(str, fact))} as told in {article}, number {number}."
        start = len(" ".join(text)) + bool(text)
        text.append(sentence)
        claims.append(claim(fact, start, start + len(sentence)))
    known = entities()
    readings = [
        Reading(
            Article(" ".join(text), digest(article, 64), title=article, publisher=f"{article} Post", date=article[:4]),
            known,
            dict.fromkeys(known, 1),
            tuple(claims),
        )
        for article, (text, claims) in articles.items()
    ]
    return build(readings)


def claim(fact, start, end):
    if fact[1].isupper():
        source, kind, target = fact
        end_of = "resolution:ban" if target == "ban" else f"good:{target}" if target in GOODS else actor(target)
        start_of = "resolution:ban" if source == "ban" else actor(source)
        return Claim(Relation(start_of, kind, end_of), start, end, "asserted", "test")
    supplier, good, recipient, *certainty = fact
    sides = [actor(side) if side else None for side in (supplier, recipient)]
    return Claim(
        Exchange(sides[0], sides[1], f"good:{good}"),
        start,
        end,
        certainty[0] if certainty else "asserted",
        "test",
        stage="delivered",
        speakers=("actor:ida-berg",) if certainty else (),
    )


CHAIN = (
    ("2021a", "Ghana", "rice", "Peru"),
    ("2021b", "Peru", "rifles", "Norway"),
    ("2022a", "Norway", "coal", "Kenya"),
    ("2022a", "Kenya", "rice", "Peru"),
    ("2022a", "Ghana", "rice", "Peru"),
)


def shuffled(whole, seed):
    """The same graph with nodes and edges in another order."""
    chance = random.Random(seed)
    nodes, edges = list(whole.nodes(data=True)), list(whole.edges(keys=True, data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    again = nx.MultiDiGraph()
    again.add_nodes_from(nodes)
    again.add_edges_from(edges)
    return again


def random_world(seed, facts=60, articles=12):
    chance = random.Random(seed)
    told = []
    for _ in range(facts):
        supplier, recipient = chance.sample(STATES, 2)
        told.append((f"20{20 + chance.randrange(articles)}", supplier, chance.choice(list(GOODS)), recipient))
    return world(*told)
