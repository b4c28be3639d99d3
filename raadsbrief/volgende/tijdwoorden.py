"""Words that are tied to a time: in a copied text they are the first to be wrong."""

from __future__ import annotations

import re

_TELWOORD = (
    "eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|laatste|nieuwste"
)
_MAANDEN = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_SEIZOEN = (
    "voorjaar|najaar|zomer|winter|lente|herfst|zomerreces|kerstreces|meireces|reces"
    "|(?:zomer|herfst|kerst|voorjaars|mei)vakantie|jaarwisseling"
)
_DUUR = (
    rf"dag(?:en)?|week|weken|maand(?:en)?|kwartaal|kwartalen|half[ ]?jaar|jaren|jaar|periodes?|tijd"
    rf"|(?:school|begrotings|kalender)jaar|raadsperiode|collegeperiode|bestuursperiode|seizoen"
    rf"|(?:raads|commissie)?vergadering|uur|uren|weekend|eeuw|decennium|{_SEIZOEN}"
)
_DAGEN = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
_AANTAL = r"(?:\d+|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|enkele|paar)"
_JAAR = r"(?:19|20)\d\d"
_DEEL = "begin|medio|halverwege|eind|einde"
_WHEN = (
    rf"(?:van[ ])?(?:(?:dit|deze|het|de)[ ])?(?:(?:vorige?|volgende?|komende?)[ ])?"
    rf"(?:{_DUUR}|{_JAAR}|{_MAANDEN})"
)
_ARTICLE = "(?:(?:het|de|ons|onze|een|hun|uw|zijn|haar|dit|deze|die)[ ])?"
_PREP = "(?:voor|na|tijdens|in|sinds|vanaf|tot|van|vóór|ná)"
_TIED = re.compile(
    rf"""(?<![\w-])(?:
      (?:\d{{1,2}}[ ])?(?:{_MAANDEN})(?:[ ]{_JAAR})?
    | \d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_JAAR}|\d\d)
    | (?:{_DEEL})[ ]{_WHEN}
    | (?:week|kwartaal|q|k|h)[ ]?\d{{1,2}}(?:[ ]{_JAAR})?
    | {_ARTICLE}(?:{_TELWOORD}|[1-4](?:e|ste|de))[ ](?:half[ ]?jaar|kwartaal|helft)(?:[ ]{_WHEN})?
    | {_JAAR}(?:[ ]?[-–/][ ]?(?:{_JAAR}|\d\d))?(?![ ](?:euro|woningen|inwoners|m2|meter))
    | (?:afgelopen|voorbije?|aanstaande|aankomende?|komende?|vorige?|vroegere?)
      (?:[ ](?:{_AANTAL}|half|halve))?[ ][^\W\d_]+
    | {_ARTICLE}(?:volgende?|laatste|nieuwe|eerste)(?:[ ]{_AANTAL})?[ ](?:{_DUUR}|{_DAGEN})
    | (?:nog[ ]|later[ ]|eerder[ ])?(?:dit|deze|die)(?:[ ]{_AANTAL})?[ ](?:{_DUUR}|{_DAGEN})
    | {_PREP}[ ](?:de[ ]|het[ ])?(?:{_SEIZOEN})(?:[ ]van[ ]{_JAAR}|[ ]{_JAAR})?
    | (?:{_AANTAL})[ ](?:{_DUUR})[ ]geleden | over[ ]{_AANTAL}[ ](?:half[ ])?(?:{_DUUR})
    | (?:sinds|vanaf|tot)[ ](?:kort|nu|heden|vandaag)(?:[ ]toe)? | tot[ ]op[ ](?:heden|vandaag)
    | (?:{_DAGEN}) | (?:{_SEIZOEN}) | dit[ ]moment
    | vandaag | gisteren | eergisteren | (?<!'s[ ])morgen | overmorgen | vanavond | vanmiddag
    | binnenkort | inmiddels | onlangs | recent(?:e|elijk)? | zojuist | momenteel | thans | straks
    | voorlopige? | vooralsnog | spoedig | weldra | eerstdaags | eerdaags | intussen | ondertussen
    | destijds | tegenwoordig | (?:huidige?|lopende)[ ]\w+ | nu
    | {_ARTICLE}(?:{_TELWOORD})(?![ ]instantie)
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_FACT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LINK = re.compile(r"\]\([^)]*\)|https?://\S+")
_MOST = 8


def tied(text: str) -> list[str]:
    """Return the words in a text that are tied to a time, each once, in their order.

    A fact is not: it comes from the programme, which is of today.
    """
    plain = " ".join(_LINK.sub(" ", _FACT.sub(" \0 ", text)).split())
    found = dict.fromkeys(" ".join(match[0].split()) for match in _TIED.finditer(plain))
    return list(found)[:_MOST]
