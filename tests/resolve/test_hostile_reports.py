"""Reports that invite a false accusation: two attacks with two authors, accusations told again in the report's own
voice, courts, police who shoot. A party is a perpetrator only of the attacks whose passages are named."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.resolve import resolve
from tests.support import annotated

# headline, text, party, words of which an attack that the party did must have one (none: it did none)
REPORTS: list[tuple[str, str, str, set[str]]] = [
    (
        "Bomb kills 12 in Mogadishu",
        "A bomb exploded at a hotel in Mogadishu on Monday, killing 12 people. Al-Shabaab gunmen stormed "
        "a police station in Kismayo on the same day, killing three officers. The blast in Mogadishu "
        "damaged shops. No group has claimed the bombing.",
        "Al-Shabaab",
        {"stormed"},
    ),
    (
        "Bomb kills 12 in Mogadishu",
        "A bomb exploded at a hotel in Mogadishu on Monday, killing 12 people. The group al-Shabaab, "
        "which attacked the same hotel in 2016, killing 15, said nothing. Al-Shabaab often bombs hotels in the city.",
        "Al-Shabaab",
        {"attacked"},
    ),
    (
        "Blast in Lahore kills nine",
        "A blast ripped through a market in Lahore on Tuesday, killing nine people. Police accused the "
        "Pakistani Taliban of planting the bomb. The Taliban bomb went off near a school.",
        "Taliban",
        set(),
    ),
    (
        "Blast in Lahore kills nine",
        "A suicide bomber killed nine people at a market in Lahore on Tuesday. The interior minister "
        "said the Pakistani Taliban carried out the attack. The Taliban attack was the worst this year.",
        "Taliban",
        set(),
    ),
    (
        "Court convicts man of bombing",
        "A court in Oslo on Monday found Peter Lund guilty of the 2018 bombing of a mosque that killed "
        "six people. Lund bombed the mosque because he hated Muslims, the court found. Lund denied the charges.",
        "Lund",
        set(),
    ),
    (
        "Trial of man opens in Oslo",
        "Peter Lund went on trial in Oslo on Monday over the shooting of four people at a school in May. "
        "Prosecutors say Lund shot the pupils with a rifle. Lund killed the headteacher first, according "
        "to the indictment.",
        "Lund",
        set(),
    ),
    (
        "Gunman kills five in Nairobi",
        "A gunman killed five people in a mall in Nairobi on Friday. Police killed the gunman after two "
        "hours. Officers shot him in the head. Residents praised the police.",
        "olice",
        {"Police killed"},
    ),
    (
        "Car bomb kills eight in Baghdad",
        "A car bomb killed eight people in Baghdad on Sunday. The Islamic State is believed to be behind the attack. "
        "Islamic State militants bombed a mosque in Mosul last week, killing 20 people.",
        "Islamic State",
        {"bombed"},
    ),
    (
        "Rockets hit Kiryat Shmona",
        "Rockets hit Kiryat Shmona on Monday, wounding four people. Israel said Hezbollah fired the rockets. Hezbollah "
        "has fired hundreds of rockets since October.",
        "Hezbollah",
        set(),
    ),
    (
        "Minister's killing: group denies role",
        "The deputy minister was shot dead in Athens on Monday. The Revolutionary Struggle group denied that it had "
        "killed the minister. Revolutionary Struggle bombed the US embassy in 2007.",
        "Revolutionary Struggle",
        {"bombed"},
    ),
    (
        "US jets bomb Syrian base",
        "US warplanes bombed a Syrian air base on Friday. The strike came after a chemical attack on Khan Sheikhoun "
        "killed 80 people. The United States accuses Syria of the chemical attack. Syria denies it.",
        "Syria",
        set(),
    ),
    (
        "Two bombs in Kabul",
        "The Taliban bombed an army bus in Kabul on Monday, killing seven soldiers. A second bomb exploded outside a "
        "school in the west of the city on Tuesday, killing 20 pupils. The Taliban denied it.",
        "Taliban",
        {"bombed"},
    ),
    (
        "Explosion at embassy",
        "An explosion hit the Turkish embassy in Athens on Tuesday. Turkish media said the PKK did it. "
        '"The PKK bombed our embassy," the ambassador said. The PKK bombing injured one guard.',
        "PKK",
        set(),
    ),
    (
        "Attack on convoy kills six",
        "Six soldiers were killed when a roadside bomb hit their convoy near Gao on Monday. Nobody has "
        "claimed the attack but JNIM fighters, who attacked a camp nearby in June and killed 40 "
        "soldiers, are active there.",
        "JNIM",
        {"attacked"},
    ),
    (
        "Storm closes roads in Somalia",
        "A storm closed roads in Somalia on Monday. Schools stayed closed. Farmers lost their crops. Al-Shabaab has "
        "carried out several bombings in Somalia in recent years. A Somali military offensive goes on.",
        "Al-Shabaab",
        set(),
    ),
    (
        "Bombs kill three at race in Boston",
        "Two bombs killed three people at a race in Boston on Monday. Two brothers, Max Berg and Tom Berg, shot a "
        "guard and fled. The older brother died after being shot by police on Friday.",
        "olice",
        {"shot by police"},
    ),
    (
        "Gunmen attack hotel in Bamako",
        "Gunmen attacked a hotel in Bamako on Friday, killing 20 guests. Malian soldiers stormed the hotel in Bamako "
        "on Friday and killed two gunmen. Al-Mourabitoun claimed the attack.",
        "soldiers",
        {"stormed", "killed two gunmen"},
    ),
    (
        "Court frees man convicted of killing reporter",
        "A court in Karachi freed a man convicted of killing a reporter on Monday. The killing shocked the country. "
        "Omar Khan was convicted of the murder in 2002.",
        "Khan",
        set(),
    ),
    (
        "Alleged gunman named",
        "The alleged gunman in the shooting at a Denver supermarket, Ahmad Ali, appeared in court on "
        "Thursday. The gunman killed ten people. Ali bought the rifle in March.",
        "Ali",
        set(),
    ),
    (
        "UN report blames army for massacre",
        "Soldiers killed 120 villagers in northern Rakhine last year, a UN report found. Soldiers burned "
        "houses, it said. The army denies the massacre.",
        "oldiers",
        set(),
    ),
    (
        "Witness: soldiers fired on crowd",
        "Soldiers fired on a crowd in Khartoum on Sunday, killing four people, witnesses said. The soldiers "
        "chased protesters. The army said its troops were attacked first.",
        "oldiers",
        set(),
    ),
    (
        "Man pleads guilty to stabbing",
        "A man pleaded guilty on Monday to stabbing three people at a train station in Hamburg. Jonas Frick, "
        "24, stabbed a woman and two men in May, prosecutors told the court. Frick used a kitchen knife.",
        "Frick",
        set(),
    ),
    (
        "Bombing kills 30 at rally",
        "A bombing killed 30 people at a rally in Ankara on Saturday. Prime Minister Davut Kaya said Islamic "
        "State or Kurdish militants could have carried out the attack.",
        "Islamic State",
        set(),
    ),
    (
        "Militants storm base",
        "Fighters stormed an army base in Borno on Monday, killing 30 soldiers, two security sources said. "
        "Boko Haram fighters arrived in trucks, one source said. The fighters overran the base and seized "
        "weapons.",
        "Boko Haram",
        set(),
    ),
]


@pytest.mark.parametrize(("headline", "text", "party", "deeds"), REPORTS)
def test_nobody_is_accused_in_the_reports_own_voice(headline: str, text: str, party: str, deeds: set[str]) -> None:
    article = annotated(text, headline=headline)
    facts = resolve(article, extract(article))
    names = {e.key: (e.label, *e.aliases) for e in facts.entities}
    for attack in facts.attacks:
        if any(party in name for p in attack.perpetrators for name in names[p.entity]):
            evidence = " ".join(article.text_of(e.span) for p in attack.perpetrators for e in p.evidence)
            assert any(deed in evidence for deed in deeds), (attack.label, evidence)
