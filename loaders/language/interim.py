"""The first encoder with looked-up lemmas and tags; the trained heads replace this module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from loaders.language.analysis import Analysis
from loaders.language.entities import EntityDecoder
from loaders.language.pieces import Piecer
from loaders.language.trees import best_tree

FINAL = {".", "!", "?", "…", "...", "....", "?!", "!!", "!?"}
CLOSE = {'"', "”", "’", "'", ")", "]", "''", "»"}
SPLIT_AT = {";", ",", ":", "-", "—", "–"}
MAX_PIECES = 250


class Interim:
    def __init__(self, weights: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(weights / "m_int8.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._piecer = Piecer(weights / "tokenizer.json")
        self._labels = json.loads((weights / "meta.json").read_text())
        self._lexicon = json.loads((weights / "interim.json").read_text())
        self._entities = EntityDecoder(self._labels["ner"])

    def analyse(self, words: list[str], starts: list[bool]) -> Analysis:
        result = Analysis([], [], [], [], [])
        bounds = [*self._sentences(words, starts), len(words)]
        for start, end in zip(bounds, bounds[1:]):
            self._sentence(words[start:end], start, result)
        return result

    def _sentences(self, words: list[str], starts: list[bool]) -> list[int]:
        bounds, pieces = [], 0
        for k in range(len(words)):
            j = k - 1
            while j > 0 and words[j] in CLOSE:
                j -= 1
            final = k > 0 and (words[j] in FINAL) and words[k] not in CLOSE - {'"', "'"}
            final = final and not (
                words[k] in {'"', "'"} and words[k - 1] in FINAL and j == k - 1 and words[:k].count(words[k]) % 2
            )
            size = len(self._piecer.word(words[k])[0])
            too_long = (pieces > 180 and words[k - 1] in SPLIT_AT) or pieces + size > MAX_PIECES
            if starts[k] or (final and not words[k][:1].islower()) or too_long:
                bounds.append(k)
                pieces = 0
            pieces += size
        return bounds

    def _sentence(self, words: list[str], offset: int, out: Analysis) -> None:
        pieces = self._piecer.window(words, [False] * len(words))
        n = len(pieces.first)
        row = lambda values, kind: np.asarray([values], dtype=kind)
        feed = {
            "ids": row(pieces.ids, np.int64), "case": row(pieces.cases, np.int64),
            "mask": np.ones((1, len(pieces.ids)), np.float32), "first": row(pieces.first, np.int64),
            "last": row(pieces.last, np.int64), "wmask": np.ones((1, n), np.float32),
        }  # fmt: skip
        pos, arc, rel, ner = self._session.run(["pos", "arc", "rel", "ner"], feed)
        heads = best_tree(arc[0])
        deps = [self._labels["dep"][k] for k in rel[0][1:]]
        upos = [self._labels["pos"][k] for k in pos[0][1:]]
        kids: dict[int, set[str]] = {}
        for k in range(1, n):
            if heads[k] == 0:
                deps[k - 1] = "ROOT"
            elif deps[k - 1] == "ROOT":
                deps[k - 1] = "dep"
            kids.setdefault(int(heads[k]) - 1, set()).add(
                deps[k - 1]
                + (
                    ":have"
                    if words[k - 1].lower() in {"have", "has", "had", "having", "’ve", "'ve", "'s", "’s"}
                    else ""
                )
            )
        out.heads.extend(offset + (k if heads[k + 1] == 0 else int(heads[k + 1]) - 1) for k in range(n - 1))
        out.deps.extend(deps)
        for k, word in enumerate(words):
            lemma, tag, morph = self._lookup(word, upos[k])
            if tag in {"VBD", "VBN"}:
                under = kids.get(k, set())
                done = (
                    "aux:pass" in under or "aux:have" in under or not (under & {"nsubj"} or deps[k] in {"ROOT", "conj"})
                )
                tag = "VBN" if done else "VBD"
                morph = (
                    ("Tense=Past|VerbForm=Part" + ("|Voice=Pass" if "aux:pass" in under else ""))
                    if done
                    else "Mood=Ind|Tense=Past|VerbForm=Fin"
                )
            if tag in {"VB", "VBP"}:
                finite = not kids.get(k, set()) & {"aux", "mark"} and deps[k] not in {"xcomp"}
                tag, morph = ("VBP", "Mood=Ind|Tense=Pres|VerbForm=Fin") if finite else ("VB", "VerbForm=Inf")
            out.lemmas.append(lemma)
            out.morphs.append(f"{upos[k]} {tag} {morph}")
        onehot = np.eye(len(self._labels["ner"]))[ner[0][1:]]
        out.entities.extend((a + offset, b + offset, label) for a, b, label in self._entities.spans(onehot))

    def _lookup(self, word: str, pos: str) -> Any:
        low = word.lower().replace("’", "'")
        known = self._lexicon["words"].get(f"{pos} {low}") or self._lexicon["words"].get(f"{pos} {word.lower()}")
        if known:
            lemma, tag, morph = known
            return (word if pos == "PROPN" and tag == "NNP" else lemma), tag, morph
        for size in (4, 3, 2, 0):
            rule = self._lexicon["suffixes"].get(f"{pos} {low[-size:]}" if size else pos)
            if rule and (not size or len(low) > size):
                cut, add, tag, morph = rule
                base = word if pos == "PROPN" else low
                return (base[: len(base) - cut] + add) or word, tag, morph
        return word, "XX", ""
