"""Which tests start a program, a server, a browser or a build: `invoke test --quick` leaves them out.

Nobody lists them. A test gets the marker when it, a fixture that it asks for, or what these name in
the code of tests, tools and benches leads to one of STARTS.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType, MethodType, ModuleType

import pytest

MARKER = "starts_programs"
STARTS = (
    *("subprocess", "multiprocessing", "playwright", "http.server", "msap.serving"),
    *("msap.build.site", "msap.build.pelican_plugin"),
)
_OWN = ("tests", "tools", "bench")


def mark_those_that_start_programs(items: Iterable[pytest.Item]) -> None:
    """Add MARKER to the tests that may start something, whether or not they do this time."""
    known: dict[int, bool] = {}
    for item in items:
        if isinstance(item, pytest.Function) and any(
            _leads_to_a_start(value, known) for value in _values_of(item)
        ):
            item.add_marker(MARKER)


def _values_of(item: pytest.Function) -> Iterator[object]:
    """Yield the test's function, its parameters, and the functions of its fixtures.

    A parameter may be the name of a fixture, which the test asks for while it runs.
    """
    yield item.obj
    parameters = [*item.callspec.params.values()] if hasattr(item, "callspec") else []
    yield from parameters
    named = {*item.fixturenames, *(one for one in parameters if isinstance(one, str))}
    for name in named:
        fixtures = item.session._fixturemanager.getfixturedefs(name, item) or ()
        yield from (fixture.func for fixture in fixtures)


def _leads_to_a_start(value: object, known: dict[int, bool]) -> bool:
    value = _unwrapped(value)
    if _is_in(value, STARTS):
        return True
    if not _is_in(value, _OWN):
        return False
    if id(value) not in known:
        known[id(value)] = False  # unless found below: functions may call each other in a circle
        known[id(value)] = any(_leads_to_a_start(named, known) for named in _named_by(value))
    return known[id(value)]


def _unwrapped(value: object) -> object:
    """Return a function without what pytest, Hypothesis and decorators have put around it."""
    if isinstance(value, MethodType):
        value = value.__func__
    if isinstance(value, property):
        value = value.fget
    if isinstance(value, FunctionType) and hasattr(value, "hypothesis"):
        value = value.hypothesis.inner_test
    return inspect.unwrap(value) if callable(value) else value


def _is_in(value: object, names: tuple[str, ...]) -> bool:
    if isinstance(value, ModuleType):
        name = value.__name__
    else:
        kind = value if isinstance(value, type | FunctionType) else type(value)
        name = getattr(kind, "__module__", "")
    return any(name == module or name.startswith(f"{module}.") for module in names)


def _named_by(value: object) -> Iterator[object]:
    """Yield what a function names, or the methods of a class or of an object's class."""
    if isinstance(value, FunctionType):
        names = set(_names_in(value.__code__))
        for name in names & value.__globals__.keys():
            named = value.__globals__[name]
            yield named
            if isinstance(named, ModuleType) and _is_in(named, _OWN):
                yield from (vars(named)[one] for one in names & vars(named).keys())
    elif not isinstance(value, ModuleType):
        for kind in (value if isinstance(value, type) else type(value)).__mro__:
            if _is_in(kind, (*_OWN, *STARTS)):
                yield from vars(kind).values()


def _names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)
