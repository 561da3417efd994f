import pytest

from kg.errors import InputError
from kg.read.language import check_english

# One made-up report in several languages.
FOREIGN = {
    "German": "Bei einem Anschlag auf einen Bus in der Hauptstadt sind am Montag mindestens zwölf Menschen "
    "getötet worden, "
    "wie die Polizei mitteilte. Zu der Tat bekannte sich zunächst niemand.",
    "French": "Au moins douze personnes ont été tuées lundi dans un attentat contre un autobus dans la "
    "capitale, a annoncé "
    "la police. L'attaque n'a pas été revendiquée.",
    "Spanish": "Al menos doce personas murieron el lunes en un atentado contra un autobús en la capital, "
    "informó la policía. "
    "Nadie ha reivindicado el ataque.",
    "Dutch": "Bij een aanslag op een bus in de hoofdstad zijn maandag zeker twaalf mensen om het leven gekomen, "
    "meldt de "
    "politie. Of er meer daders zijn, is niet bekend.",
    "Danish": "Mindst tolv mennesker blev dræbt mandag i et angreb på en bus i hovedstaden, oplyser politiet. "
    "Ingen har "
    "taget ansvaret for angrebet.",
    "Turkish": "Polis, pazartesi günü başkentte bir otobüse düzenlenen saldırıda en az on iki kişinin öldüğünü "
    "açıkladı. "
    "Saldırıyı henüz üstlenen olmadı.",
    "Arabic": "قتل اثنا عشر شخصا على الأقل يوم الاثنين في هجوم على حافلة في العاصمة، بحسب ما أعلنت الشرطة. ولم "
    "تعلن أي جهة "
    "مسؤوليتها عن الهجوم حتى الآن",
    "Russian": "Не менее двенадцати человек погибли в понедельник при нападении на автобус в столице, сообщила "
    "полиция. "
    "Ответственность за нападение никто не взял.",
    "Chinese": "警方称，周一首都一辆公交车遭到袭击，至少十二人死亡，多人受伤。目前尚无任何组织宣称对此次袭击负责。"
    "当地居民表示，爆炸发生时车上坐满了下班回家的乘客。总统谴责了这次袭击，并承诺将肇事者绳之以法。",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_foreign_reports_are_refused_by_name(language: str) -> None:
    with pytest.raises(InputError, match=f"it seems to be {language}"):
        check_english(FOREIGN[language], place="x")


@pytest.mark.parametrize(
    "text",
    [
        # Names and titles that statistics alone take for Hindi, Persian or Russian.
        "Sardar Gholamreza Mohammadi, speaker of the Majlis, wrote on Instagram: Hojjatoleslam Ebrahim Rahmani "
        "was killed "
        "by unknown gunmen in Zahedan, Sistan and Baluchestan.",
        "Gunmen shot dead Chief Minister Venkata Narasimha Reddy of the Telangana Praja Samithi in Nizamabad, "
        "Telangana.",
        "Governor Vladislav Kuznetsov of Chelyabinsk Oblast and Deputy Minister Yevgeny Sokolovsky were wounded "
        "by a bomb "
        "in Magnitogorsk, TASS and Interfax reported.",
        # Headline style, hardly a small word.
        "Three killed, nine wounded: bomb blast hits Harbour Town market; police blame militants; nobody claims "
        "attack; "
        "hospitals overwhelmed, doctors say; president condemns bombing as cowardly",
        "Explosion à la gare, short",
        "",
    ],
)
def test_english_and_short_texts_pass(text: str) -> None:
    check_english(text, place="x")


def test_an_english_report_with_a_long_foreign_quotation_passes() -> None:
    check_english(
        "The group said in a statement in French: « Nos combattants ont frappé la caserne de la garde présidentielle à "
        "l'aube. » It was the first time that the group had claimed an attack in the city, and the army did not "
        "confirm it.",
        place="x",
    )
