"""Which FrameNet frames are exchanges, and which of their roles are ours. Source: FrameNet 1.5 (CC BY 3.0)."""

from __future__ import annotations

FrameRoles = dict[str, str]

_GIVING = ("Supply", "Giving", "Sending", "Commerce_sell", "Delivery", "Transfer", "Exporting", "Offering", "Smuggling")
_GETTING = ("Commerce_buy", "Getting", "Receiving", "Importing", "Import_export")
_GIVER_ROLES = (
    "Supplier",
    "Donor",
    "Sender",
    "Seller",
    "Deliverer",
    "Exporter",
    "Exporting_area",
    "Offerer",
    "Perpetrator",
)
_TAKER_ROLES = ("Recipient", "Buyer", "Importing_area", "Goal", "Potential_recipient")
_THEMES: FrameRoles = {"Theme": "good", "Goods": "good", "Time": "date"}
_UNRELATED = (
    "Statement", "Judgment_communication", "Communication_noise", "Leadership", "Compliance", "Certainty", "Evidence",
    "Contingency", "Being_employed", "Hostile_encounter", "Quarreling", "Discussion", "Collaboration",
)  # fmt: skip


def frame_roles() -> dict[str, FrameRoles]:
    """Frame -> name of the FrameNet role -> our role."""
    giving = {**dict.fromkeys(_GIVER_ROLES, "supplier"), **dict.fromkeys(_TAKER_ROLES, "recipient"), **_THEMES}
    getting = {**dict.fromkeys(("Seller", "Source", "Donor", "Exporting_area"), "supplier")}
    getting |= {**dict.fromkeys(("Buyer", "Recipient", "Importer", "Importing_area"), "recipient"), **_THEMES}
    money = {"Money": "good", "Buyer": "supplier", "Seller": "recipient", "Time": "date"}
    return {
        **dict.fromkeys(_GIVING, giving),
        **dict.fromkeys(_GETTING, getting),
        "Commerce_pay": money,
        "Commerce_collect": money,
    }


def unrelated_frames() -> frozenset[str]:
    """Frames whose targets are no exchange: what a trigger must be told from."""
    return frozenset(_UNRELATED)
