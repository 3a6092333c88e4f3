"""Exchanges as statements and investigations tell them: middlemen, who is charged, whose text it is, lists of sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

Triple = tuple[str | None, str | None, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm facilitated the sale of Zambian oil to Malta.", {("Zambia", "Malta", "oil")}),
        ("The company shipped chips made in Malta to Peru.", {("Malta", "Peru", "semiconductors")}),
        (
            "The network shipped Maltese chips through Peru for the benefit of Zambia.",
            {("Malta", "Zambia", "semiconductors")},
        ),
        (
            "Salt Shipping Limited purchased engines in Chad on behalf of the Peruvian army.",
            {("Chad", "Peru", "engines")},
        ),
        (
            "Salt Shipping Limited procured engines from a Chadian firm for Peru’s Copper Aviation Industries Limited.",
            {
                ("Chadian firm", "Salt Shipping Limited", "engines"),
                ("Salt Shipping Limited", "Copper Aviation Industries Limited", "engines"),
            },
        ),
        ("Peru received 20 tonnes of rice from a front company for Chad.", {("Chad", "Peru", "rice")}),
        (
            "The US Department of Justice has filed charges against four men for a conspiracy to export Maltese trucks to Peru.",
            {("Malta", "Peru", "trucks")},
        ),
        ("Malta imposed sanctions on two firms accused of selling rifles to Peru.", {(None, "Peru", "rifles")}),
        (
            "Maltese and Chadian planes arrived in Lima to transfer tents to the Peruvian police.",
            {("Malta", "Peruvian police", "tents"), ("Chad", "Peruvian police", "tents")},
        ),
    ],
)
def test_middlemen_and_whom_they_act_for(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """A nameless middleman passes on what another had; who accuses, charges or lends a flag to nobody gives nothing."""
    assert {t for t in told(text) if t[2] != "aircraft"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("During her trip to Malta, Chad's president announced $5 million in aid to support Peru.", "Peru"),
        ("In addition to rifles, Chad provided Peru with oil.", "Peru"),
        ("Chad gave 20 tents through the Agency for Rural Development to support Peru.", "Peru"),
        ("Chad announced $5 million to support families affected by the invasion of Peru.", "Peru"),
    ],
)
def test_only_phrases_of_the_deed_name_who_gets(told: Callable[[str], set[Triple]], text: str, expected: str) -> None:
    """A journey, a letter, what comes in addition and the name of an agency tell of other things."""
    assert {(giver, taker) for giver, taker, _ in told(text)} == {("Chad", expected)}


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Chad gave $4 million to respond to the needs of refugees.", "refugees"),
        ("Chad's prime minister welcomed the release of hostages held by Mali.", "hostages"),
        ("Peru received oil from Chad in a ship-to-ship transfer.", "ships"),
    ],
)
def test_people_and_ships_that_nobody_gives(told: Callable[[str], set[Triple]], text: str, unread: str) -> None:
    """Whose needs are met is not given; who is set free goes to nobody; between ships something goes."""
    assert unread not in {good for _, _, good in told(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Malta stands with Peru. I am announcing 20 tents for Peru, and Malta will provide rice to Chad.",
            {("Malta", "Peru", "tents"), ("Malta", "Chad", "rice")},
        ),
        (
            "Malta is announcing new military aid to Peru. It also contains rifles and tents.",
            {("Malta", "Peru", "rifles"), ("Malta", "Peru", "tents")},
        ),
        (
            "Malta will give Peru arms worth $8 million. The arms include missiles and 50 rifles.",
            {("Malta", "Peru", "missiles"), ("Malta", "Peru", "rifles")},
        ),
        (
            "Malta will provide:\n- $5 million to Peru\n- $4 million for Chad",
            {("Malta", "Peru", "money"), ("Malta", "Chad", "money")},
        ),
        (
            "Malta announced $9 million, as follows:\n\n- $5 million for Peru\n\n- $4 million for Chad",
            {("Malta", "Peru", "money"), ("Malta", "Chad", "money")},
        ),
    ],
)
def test_statements_say_i_and_go_on(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """Who says `I` in a state's own text acts for it; packages go on in the next sentence, sums in a list."""
    assert expected <= told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Malta imposed sanctions on Peruvian individuals and businesses involved in supplying drones to Chad, "
            "which were used to hit Mali.",
            {("Peruvian individuals", "Chad", "drones")},
        ),
        (
            "Malta is sanctioning those who have supplied the drones used by Chad to target Peruvian civilians.",
            {(None, "Chad", "drones")},
        ),
        (
            "Officials said the drones were used to hit Chad, and that someone had sold the drones to Malta.",
            {(None, "Malta", "drones")},
        ),
        ("We are sending Peru rifles. Malta and Chad are our partners.", {(None, "Peru", "rifles")}),
        (
            "The rebels lost Humvees operated by the Salt Front, which were originally donated by Malta to the Peruvian army.",
            {("Malta", "Peruvian Armed Forces", "Humvees")},
        ),
        (
            "The minister said the weapons were going to the Salt Front, a Maltese-designated terrorist organisation.",
            {(None, "Salt Front", "weapons")},
        ),
        (
            "Chips were found in Chadian missiles that were shot down in Peru.",
            {(None, "Chad", "semiconductors")},
        ),
        (
            "Malta announced 20 tents to meet Chad's needs. Malta is giving patrol boats to twelve Pacific nations.",
            {("Malta", "Chad", "tents"), ("Malta", "Pacific nations", "patrol boats")},
        ),
        ("Joe Borg handed over two trucks to Chad on behalf of Malta.", {("Malta", "Chad", "trucks")}),
        (
            "Malta sanctioned two more firms for facilitating the procurement of weapons on behalf of the Salt Front.",
            {(None, "Salt Front", "weapons")},
        ),
        (
            "Two companies in Chad have helped procure weapons for the Zambian navy.",
            {("companies in Chad", "Zambian Navy", "weapons")},
        ),
        (
            "Malta adopted two assistance measures in support of the Armed Forces of the Republic of Moldova and the Ghana Armed Forces.",
            {("Malta", "Moldovan Armed Forces", "aid"), ("Malta", "Ghanaian Armed Forces", "aid")},
        ),
    ],
)
def test_who_punishes_is_hit_or_speaks_gives_nothing(
    told: Callable[[str], set[Triple]], text: str, expected: set[Triple]
) -> None:
    """Neither who punishes a deed nor whom its goods hit did it; an unknown `we` is nobody whom the text names."""
    assert told(text) == expected


def test_what_went_to_three_goes_to_all_of_them_again(told: Callable[[str], set[Triple]]) -> None:
    """Where the next sentence leaves open who gets more, it is not one of those who just got something, but all."""
    text = (
        "Malta announced humanitarian aid to Peru, Chad and Mali. With this assistance, Malta is providing emergency "
        "shelter and food to those who have been affected."
    )
    takers = {taker for _, taker, good in told(text) if good == "food"}
    assert takers in ({"Peru", "Chad", "Mali"}, {None})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru is turning to Malta to supply drones.", {("Malta", "Peru", "drones")}),
        ("Peru is looking to Malta to provide it with rifles.", {("Malta", "Peru", "rifles")}),
        ("Malta has given vaccines to more than 110 countries.", {("Malta", None, "vaccines")}),
        ("The oil reached Chad through Peru.", {(None, "Chad", "oil")}),
    ],
)
def test_to_whom_one_turns_and_how_many_get_it(
    told: Callable[[str], set[Triple]], text: str, expected: set[Triple]
) -> None:
    """To whom somebody turns he wants something from; a number of countries is nobody by name; a way is no end."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prosecutors in Norway charged two men with shipping rifles to Mali.", {(None, "Mali", "rifles")}),
        ("There is concern in Oslo about arms sales to Mali.", {(None, "Mali", "weapons")}),
        ("Norwegian prosecutors charged a trader with shipping rifles to Mali.", {(None, "Mali", "rifles")}),
        (
            "The EU's sanctions targeting Chad will end exports of oil to Malta. Chad sold oil to Malta last year.",
            {("Chad", "Malta", "oil")},
        ),
        (
            "Kenyan President Ada Obi flew to Lima in May to ask Peru for the $3 million that it owes for fuel. Kenya sold Peru fuel.",
            {("Kenya", "Peru", "fuel"), ("Peru", "Kenya", "money")},
        ),
    ],
)
def test_who_charges_another_is_left_out(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """Whoever prosecutes or worries gives nothing; whom sanctions are aimed at and who asks for what he is owed may."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "told_there"),
    [
        ("Two agents for Chad bought rifles from Malta.", True),
        ("Kenyan President Ada Obi said that the answer was to continue to send Chad rifles.", True),
        ("Kenyan President Ada Obi said that it was wrong to send Chad rifles.", False),
    ],
)
def test_what_the_sentence_itself_tells(read_exchanges, text: str, told_there: bool) -> None:
    """Whom agents act for and who proposes a deed is told; whoever calls it wrong is at most guessed."""
    rules = {f.rule for f in read_exchanges(text)[1]}
    assert rules
    assert all(rule.endswith("implicit side") is not told_there for rule in rules)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway deployed 200 soldiers in Oslo.", set()),
        ("Peru gave $5 million to Togo.\n\n$6 million for Chad", {("Peru", "Togo", "money")}),
        ("Peru invested $4 million in rifles.", {("Peru", None, "investment")}),
    ],
)
def test_what_goes_to_nobody_else(told: Callable[[str], set[Triple]], text: str, expected: set[Triple]) -> None:
    """A state's soldiers at home, a line below a sentence that announces none, what money is put into."""
    assert told(text) == expected
