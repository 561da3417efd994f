"""Parties that stand near a deed and have not done it, each beside one who has: who did it, and who is accused."""

import pytest

from kg.extract import extract
from kg.model.resolved import ResolvedFacts
from kg.resolve import resolve
from tests.support import annotated


def facts_of(text: str) -> ResolvedFacts:
    article = annotated(text)
    return resolve(article, extract(article))


def parties(text: str) -> tuple[set[str], set[str]]:
    """The labels of perpetrators and of the accused."""
    facts = facts_of(text)
    labels = {e.key: e.label for e in facts.entities}
    done = {labels[p.entity] for a in facts.attacks for p in a.perpetrators}
    accused = {labels[p.entity] for a in facts.attacks for p in a.alleged}
    return done, accused


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The blast on a bus in Bonn on Monday was Germany's first Islamist suicide attack.", "Germany"),
        ("There is no record of a coalition air strike on Karvel on the day the hospital was hit.", "coalition"),
        ("The envoy urged the court to make a full accounting of the mass killings in Karvel.", "envoy"),
        ("A confrontation between Anna Lund and Peter Berg over the killing of ten men in Karvel grew bitter.", "Lund"),
    ],
)
def test_who_is_no_author(text: str, party: str) -> None:
    done, accused = parties(text)
    assert not any(party in label for label in done | accused)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Germany's latest attack on Karvel killed ten people on Monday.", "Germany"),
        ("Soldiers made an attack on the town of Karvel on Monday, killing ten people.", "Soldiers"),
        ("The villagers were shot dead in their home by masked gunmen on Monday.", "masked gunmen"),
        ("Two men were abducted from a farm near the town of Karvel by gunmen on Monday.", "gunmen"),
        (
            "Police stopped the funeral of James Dade, a lieutenant in the Norwich Brigade of the IRA who blew himself "
            "up in Coventry on Monday.",
            "James Dade",
        ),
    ],
)
def test_who_is_the_author(text: str, party: str) -> None:
    assert parties(text)[0] == {party}


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("A court vacated the sentence of Karl Berg, who planted a bomb in Karvel in 1995.", {"Karl Berg"}),
        ("A court vacated the sentence of Karl Berg, who allegedly planted a bomb in Karvel in 1995.", set()),
        ("A court vacated the sentence of Karl Berg, who is accused of planting a bomb in Karvel in 1995.", set()),
        ("The police said that a court freed Karl Berg, who planted a bomb in Karvel in 1995.", set()),
        ("The reporter knew Karl Berg, who tried to blow up a train with a bomb in Karvel in 1995.", {"Karl Berg"}),
        ("The reporter knew Karl Berg, who was tried for blowing up a train with a bomb in Karvel in 1995.", set()),
        ("The mayor would be glad if they fled or the attack in Karvel on Monday was the work of the Taliban.", set()),
    ],
)
def test_what_a_clause_set_off_tells_of_a_name(text: str, done: set[str]) -> None:
    assert parties(text)[0] == done


def test_what_one_has_only_heard_is_no_fact() -> None:
    done, accused = parties("The mayor heard that the Salvadoran army had murdered six priests in Karvel.")
    assert (done, accused) == (set(), {"Salvadoran army"})
    assert parties("The mayor heard shots when the Salvadoran army attacked a church in Karvel.")[0] == accused


@pytest.mark.parametrize(
    "text",
    [
        "Officials said there was no indication so far that the bombings in Karvel were the work of a terror cell.",
        "A judge said there is not sufficient evidence for linking Karl Berg to the bombing in Karvel.",
        "A jury declined to indict Karl Berg for the fatal shooting of Paul Bell in Karvel.",
        "After the killing of Paul Bell in Karvel, officers have gone public with claims to have been responsible "
        "for the killing.",
        "The attack in Karvel killed two people. The lawyers claim that Bell was killed by a Vektor Submachinegun.",
        "The attack on the mayor in Karvel follows others in which Islamist groups have been implicated.",
    ],
)
def test_nobody_is_accused(text: str) -> None:
    assert parties(text) == (set(), set())


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Officials said that the bombings in Karvel were the work of a terror cell.", "terror cell"),
        ("A judge said there is evidence linking Karl Berg to the bombing in Karvel.", "Karl Berg"),
        ("A jury voted to indict Karl Berg for the fatal shooting of Paul Bell in Karvel.", "Karl Berg"),
        ("The attack on the mayor in Karvel, in which Islamist groups have been implicated, shocked many.", "Islamist"),
    ],
)
def test_somebody_is_accused(text: str, party: str) -> None:
    assert any(party in label for label in parties(text)[1])


def test_whom_a_judge_charges_is_not_the_judge() -> None:
    facts = facts_of(
        "A bomb killed two people in Karvel on Monday. The same judge charged him with being the mastermind of it."
    )
    assert [a.claimed_by for a in facts.attacks] == [()]


def test_two_deeds_told_in_one_breath_have_two_authors() -> None:
    text = (
        "Rioters attacked a bank and shops in Karvel on Monday in protests following the killing of a teenager by "
        "police. Police shot the boy dead on Saturday."
    )
    done, _ = parties(text)
    facts = facts_of(text)
    labels = {e.key: e.label for e in facts.entities}
    killed_the_boy = [a for a in facts.attacks if any("boy" in labels[v.entity] for v in a.victims)]
    assert "police" in {label.lower() for label in done}
    assert all("Rioters" not in labels[p.entity] for a in killed_the_boy for p in a.perpetrators)


@pytest.mark.parametrize(("name", "label"), [("Kenneth Dorn", None), ("Sandra Dorn", "Sandra Dorn")])
def test_a_pronoun_and_a_given_name_must_agree(name: str, label: str | None) -> None:
    _, accused = parties(
        f"Two people were shot dead at a plant in Karvel on Monday. {name} has worked at the plant for years. She is "
        "accused of the shooting."
    )
    assert accused == ({label} if label else set())


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Timothy Berg, who had planted the bomb in Karvel in 1995, was sentenced to death.", "Timothy Berg"),
        ("A gunman who killed five people in Karvel on Monday told police that he was angry.", "gunman"),
        ("Russian aircraft have carried out attacks in Karvel on Monday, killing ten.", "Russia"),
        (
            "Karvel was the target of a series of deadly shootings and bombings on Monday carried out by Boko Haram "
            "fighters.",
            "Boko Haram",
        ),
    ],
)
def test_who_did_it_by_other_words(text: str, party: str) -> None:
    assert parties(text)[0] == {party}


@pytest.mark.parametrize(
    "text",
    [
        "Police said a gunman who killed five people in Karvel on Monday told officers that he was angry.",
        "The man who allegedly shot two women in Karvel on Monday was arrested.",
        "Anna Lund, who is accused of killing two men in Karvel, was arrested.",
        "The army attacked our positions in Karvel on Monday, killing three men.",
        "Turkish drones were shot down over Karvel on Monday.",
        "Turkish drones killed ten men in Karvel on Monday.",
        "Rebels were driven from the site of the bombing in Karvel on Monday. Soldiers carried out searches by night.",
    ],
)
def test_whom_the_article_does_not_vouch_for(text: str) -> None:
    assert parties(text)[0] == set()


@pytest.mark.parametrize(
    "text",
    [
        "Karl Berg, who police say shot two men in Karvel, was arrested.",
        "Karl Berg, whom prosecutors accuse of shooting two men in Karvel, was arrested.",
    ],
)
def test_whom_a_clause_on_the_name_accuses(text: str) -> None:
    assert parties(text) == (set(), {"Karl Berg"})
    [statement] = [s for s in facts_of(text).statements if s.claims]
    assert "Accusation" in statement.kinds


def test_a_deed_hung_on_the_accused_is_no_part_of_their_name() -> None:
    _, accused = parties("Lawyers have accused Chechen authorities of abductions and killings of two men in Karvel.")
    assert accused == {"Chechen authorities"}


@pytest.mark.parametrize("headline", ["Boko Haram claims attack in Karvel", "Boko Haram claims Karvel attack"])
def test_a_headline_that_claims_is_no_attack_by_the_claimant(headline: str) -> None:
    article = annotated("A man stabbed two people in Karvel on Monday.", headline=headline)
    facts = resolve(article, extract(article))
    labels = {e.key: e.label for e in facts.entities}
    assert {labels[p.entity] for a in facts.attacks for p in a.perpetrators} <= {"man"}
    assert {labels[p.entity] for a in facts.attacks for p in a.claimed_by} == {"Boko Haram"}


@pytest.mark.parametrize(
    ("headline", "done"),
    [
        ("Gunmen kill five after 'secret' meeting in Karvel", {"Gunmen"}),
        ("Gunmen 'kill five' in Karvel", set()),
    ],
)
def test_marks_in_a_headline_take_back_what_stands_between_them(headline: str, done: set[str]) -> None:
    article = annotated("The mayor of Karvel spoke on Monday.", headline=headline)
    facts = resolve(article, extract(article))
    labels = {e.key: e.label for e in facts.entities}
    assert {labels[p.entity] for a in facts.attacks for p in a.perpetrators} == done


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        (
            "A court convicted five officers for killing two young men, Michael Akor and Michael Igwe in Karvel.",
            {"five officers"},
        ),
        (
            "Police said that Liberto Lund, the alleged front man of the Karvel gang, was found murdered on Monday.",
            set(),
        ),
        ("The bombing killed five people in Karvel. An elderly man named Julio Lund was also killed.", set()),
    ],
)
def test_whom_the_words_accuse(text: str, accused: set[str]) -> None:
    assert parties(text) == (set(), accused)


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Mercenaries allegedly carried out the killing of Paul Lund in Karvel in June.", {"Mercenaries"}),
        ("Paul Lund was allegedly stabbed by party workers in Karvel on Monday.", {"party workers"}),
        ("The mayor said that men carried out the killing of Paul Lund in Karvel in June.", set()),
        (
            "Paul Lund was abducted from a flat in Karvel on Monday. He was badly hurt. A spokesman confirmed that a "
            "27-year-old man had been arrested in connection with abduction.",
            {"27-year-old man"},
        ),
        (
            "Paul Lund was abducted from a flat in Karvel on Monday. He was badly hurt. A spokesman confirmed that a "
            "27-year-old man had been arrested in connection with tax fraud.",
            set(),
        ),
    ],
)
def test_somebody_without_a_name_is_accused_only_where_a_word_says_so(text: str, accused: set[str]) -> None:
    assert parties(text) == (set(), accused)


def test_what_no_group_has_claimed_is_claimed_by_none() -> None:
    facts = facts_of(
        "A bomb killed two people in Karvel. No warning was received nor has any group claimed responsibility for the "
        "attack so far."
    )
    assert [a.claimed_by for a in facts.attacks] == [()]
    assert facts.statements == ()


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Police are looking for the gunmen who killed five people in Karvel on Monday.", {"gunmen"}),
        ("Police are looking for the gunmen who allegedly killed five people in Karvel on Monday.", set()),
        ("Police said the man who killed five people in Karvel on Monday had fled.", set()),
        ("A US drone strike killed five men in Karvel on Monday.", {"United States"}),
        ("A guerrilla attack on a base in Karvel killed five soldiers on Monday.", {"guerrilla"}),
        ("A terrorist attack on a base in Karvel killed five soldiers on Monday.", set()),
        ("The blasts in the Rose and the Mulberry Bush killed five people in Karvel on Monday.", set()),
        ("Police are convinced that the bombing in Karvel was the work of Boko Haram.", set()),
    ],
)
def test_whose_attack_it_is(text: str, done: set[str]) -> None:
    assert parties(text)[0] == done


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        (
            "A bomb killed two people at a park in Karvel in 1996. Eric Lund, who pleaded guilty to the bombing, and "
            "Ben York, a third prisoner, are held there.",
            {"Eric Lund"},
        ),
        (
            "A bomb killed two people in Karvel. The army shelled the town on Monday, and the general ordered them to "
            "be silent, he said.",
            set(),
        ),
        (
            "A bomb killed two people in Karvel. Boko Haram said it had claimed responsibility for the bombing.",
            {"Boko Haram"},
        ),
        (
            "A bomb killed two people in Karvel. The government spoke with the rebels on Monday. It had claimed "
            "responsibility for the bombing, a newspaper reported.",
            set(),
        ),
    ],
)
def test_who_claims_it(text: str, claimants: set[str]) -> None:
    facts = facts_of(text)
    labels = {e.key: e.label for e in facts.entities}
    assert {labels[p.entity] for a in facts.attacks for p in a.claimed_by} == claimants


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Police shoot man dead after knife attack in Karvel", "A man stabbed three people in Karvel on Sunday."),
        (
            "Soldiers kill gunman following attack on base in Karvel",
            "A gunman killed three people in Karvel on Sunday.",
        ),
    ],
)
def test_who_answers_a_deed_has_not_done_it(headline: str, text: str) -> None:
    article = annotated(text, headline=headline)
    facts = resolve(article, extract(article))
    labels = {e.key: e.label for e in facts.entities}
    for attack in facts.attacks:
        words = {article.text_of(m.span) for m in attack.mentions}
        if words & {"stabbed", "knife attack", "attack"}:
            assert not {labels[p.entity].lower() for p in attack.perpetrators} & {"police", "soldiers"}


@pytest.mark.parametrize(
    ("text", "done"),
    [
        (
            "The union leader died in the clinic where she was taken after unidentified men late today placed a bomb "
            "at the union offices in Karvel.",
            set(),
        ),
        ("The union leader walked into the clinic and placed a bomb at the offices in Karvel.", {"union leader"}),
        ("The rebels stormed the clinic in Karvel on Monday, shot two doctors dead and fled.", {"rebels"}),
    ],
)
def test_verbs_without_a_link_between_share_no_subject(text: str, done: set[str]) -> None:
    assert parties(text)[0] == done


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Gunmen nearly killed a judge in Karvel on Monday.", set()),
        ("Gunmen killed a judge in Karvel on Monday.", {"Gunmen"}),
        ("Gunmen killed nearly thirty people in Karvel on Monday.", {"Gunmen"}),
        ("A judge was nearly beaten to death by gunmen in Karvel on Monday.", {"gunmen"}),
    ],
)
def test_who_nearly_killed_has_not(text: str, done: set[str]) -> None:
    assert parties(text)[0] == done


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Karl Berg bombed Tom Lund with a vicious right hand in the fifth round in Karvel.", set()),
        ("The army bombed Karvel with jets on Monday.", {"army"}),
        ("The troops drove back Taliban fighters who had hijacked an ethnic rebellion in Karvel in 2013.", set()),
        ("The Taliban hijacked a bus in Karvel in 2013.", {"Taliban"}),
    ],
)
def test_a_boxer_and_who_takes_over_a_cause_attack_nobody(text: str, done: set[str]) -> None:
    assert parties(text)[0] == done


@pytest.mark.parametrize(
    ("who", "done"), [("The police", set()), ("The rebels", {"rebels"})], ids=["clearing", "planting"]
)
def test_police_carry_a_bomb_away(who: str, done: set[str]) -> None:
    text = f"A bomb was left at a bank in Karvel on Monday. {who} placed the bomb in a flower bed, where it went off."
    assert parties(text)[0] == done


@pytest.mark.parametrize(
    ("text", "done"),
    [
        (
            "Ten people died when bombs exploded. A wanton attack on innocent men in Karvel THE FOLLOWING STATEMENT "
            "WAS MADE BY THE SECRETARY OF STATE on 24 July 1972.",
            set(),
        ),
        ("The attack on innocent men in Karvel on 24 July 1972 was made by rebels.", {"rebels"}),
    ],
)
def test_who_made_the_statement_made_no_attack(text: str, done: set[str]) -> None:
    assert parties(text)[0] == done


@pytest.mark.parametrize(
    ("text", "done", "accused"),
    [
        ("Papers printed accounts of how the Taliban ambushed and murdered ten men in Karvel.", set(), {"Taliban"}),
        ("Papers sold well after the Taliban ambushed and murdered ten men in Karvel on Monday.", {"Taliban"}, set()),
    ],
)
def test_accounts_of_how_it_was_are_not_the_report(text: str, done: set[str], accused: set[str]) -> None:
    assert parties(text) == (done, accused)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Two men were shot dead in Karvel on Monday by U.s. Embassy employees and a cook.", {"Embassy employees"}),
        ("Two men were shot dead in Karvel on Monday by U.S. Army troops.", {"United States Army"}),
        ("Two men were shot dead in Karvel on Monday by the Taliban. Guards fled.", {"Taliban"}),
    ],
)
def test_who_works_for_a_body_is_not_the_body(text: str, done: set[str]) -> None:
    assert parties(text)[0] == done
