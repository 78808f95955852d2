"""The style of drawings: parsed as browsers do (CSS Syntax 3), checked against allow-lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tinycss2

_INERT_ADDRESS = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|webp|gif);base64,)", re.IGNORECASE)
_AT_RULES = frozenset({"media", "supports"})
_FUNCTIONS = frozenset(
    {
        *(
            "rgb",
            "rgba",
            "hsl",
            "hsla",
            "hwb",
            "lab",
            "lch",
            "oklab",
            "oklch",
            "color",
            "color-mix",
        ),
        *("calc", "min", "max", "clamp", "var", "env", "path", "circle", "ellipse", "inset"),
        *("polygon", "rect", "matrix", "matrix3d", "perspective", "blur", "brightness", "contrast"),
        *("drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia"),
        *("linear-gradient", "radial-gradient", "is", "not", "where", "lang", "selector"),
        *("nth-child", "nth-of-type", "nth-last-child", "nth-last-of-type"),
        *(
            f"{change}{axis}"
            for change in ("translate", "rotate", "scale")
            for axis in ("", "x", "y")
        ),
        *(f"{change}{axis}" for change in ("translate", "rotate", "scale") for axis in ("z", "3d")),
        *("skew", "skewx", "skewy"),
    }
)
"""Functions that only draw, in lower case."""


def is_inert(style: str) -> bool:
    """Return whether a style only draws: nothing is fetched, and no rule but conditions."""
    return all(map(_is_inert, style_tokens(style)))


def style_tokens(style: str) -> Iterator[tinycss2.ast.Node]:
    """Yield every value of a style, those inside brackets and functions too, in no order."""
    ahead = tinycss2.parse_component_value_list(style)
    while ahead:
        token = ahead.pop()
        yield token
        ahead += getattr(token, "content", None) or getattr(token, "arguments", None) or ()


def _is_inert(token: tinycss2.ast.Node) -> bool:
    if token.type == "url":
        return bool(_INERT_ADDRESS.match(token.value))
    if token.type == "function":
        if token.lower_name == "url":
            values = [one.value for one in token.arguments if one.type == "string"]
            return len(values) == 1 and bool(_INERT_ADDRESS.match(values[0]))
        return token.lower_name in _FUNCTIONS
    if token.type == "at-keyword":
        return token.lower_value in _AT_RULES
    return True
