"""What an answer of the search is worth: every weight, with its reason; scripts read them from here.

`theme/src/search/candidates.js` adds them up: a candidate's worth is that of how well its name fits,
of what it is, and its size, which is how many times its population doubles. `bench/relevance` shows
what a change of one does.
"""

from __future__ import annotations

WHOLE_NAME = 40
"""The whole name was typed, from one of its words on, or is a typo away."""
WHOLE_WORDS = 34
"""Whole words of the name were typed: less than the name, more than any size makes up for."""
FIRST_WORD = 10
"""The name begins with what was typed: « Ouen » is rather Ouen than Saint-Ouen."""
COMMUNE_NAMED = 8
"""People look for where they live."""
FORMER_COMMUNE_NAMED = 4
"""Former communes too, but today's first."""
PLACE_ASKED_FOR = 30
"""The question says that it is about a place of the network."""
SAME_LETTERS = 6
"""Accents and capitals as typed."""
TYPO = 10
"""Taken off for each typo."""
PLACE_SIZE = 8
"""A place counts as a commune of 128 to 255 people."""
PAGE_SIZE = 6
"""A page counts as one of 32 to 63."""
PAGE_OF_THAT_TITLE = 70
"""A page whose title was typed: before all but communes of that name and territories."""
OTHER_PAGE = 18
"""Another page: after names that begin so."""
DEPARTEMENT_NAMED = 78
"""The name or code of a department: before a commune of that name, unless it is a big one."""
REGION_NAMED = 77
"""A region, after the department that it shares its name with."""
TERRITORY_BEGUN = 21
"""A department or region whose name begins so."""
DEPARTEMENT_SHOWN = 70
"""A department worth more lists its places; what a typo away is worth is less."""
RIVAL_MARGIN = 3
"""Two communes worth nearly the same are both proposed."""
MUCH_BIGGER = 6
"""Doublings of the population by which a commune is proposed beside one that is named so."""
BIG_COMMUNE = 11
"""Doublings of the population from which a commune may hide behind a typo: about 2 000 people."""
TEXT_IN_TITLE = 2
"""A word in a title counts twice one in a text."""
TEXT_WHOLE_WORD = 2
"""A whole word counts twice…"""
TEXT_BEGINNING = 1
"""… what only begins so."""
