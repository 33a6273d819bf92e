"""What every new store or app would work out again, though it comes to the same: SQL for statements, rules for stylesheets."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event


class Statements(dict[Any, Any]):
    """SQL by statement. SQLAlchemy finds it by the engine's own dialect; here all that are of one class share it."""

    def get(self, key: Any, default: Any = None) -> Any:
        """The SQL made before for a statement."""
        return super().get(_of_a_class(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_of_a_class(key), compiled)


def _of_a_class(key: Any) -> Any:
    dialect, *rest = key
    return type(dialect), dialect.server_version_info, *rest


@contextmanager
def shared_statements() -> Iterator[None]:
    """Stores that are opened in this block share the SQL made for their statements, which takes longer than most of them run."""
    made = Statements()

    def share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=made)

    event.listen(Engine, "engine_connect", share)
    yield
    event.remove(Engine, "engine_connect", share)


@contextmanager
def shared_rules() -> Iterator[None]:
    """Apps in this block share the rules read from a stylesheet under the same variables."""
    from textual.css.model import RuleSet
    from textual.css.parse import parse
    from textual.css.tokenize import tokenize_values

    tokenized: dict[frozenset[tuple[str, str]], Any] = {}
    rules: dict[Any, list[RuleSet]] = {}

    def tokens_of(variables: dict[str, str]) -> Any:
        """The tokens of variables, the same object for the same ones; it is kept, so that its id tells them apart."""
        key = frozenset(variables.items())
        if key not in tokenized:
            tokenized[key] = tokenize_values(variables)
        return tokenized[key]

    def rules_of(scope: str, css: str, read_from: Any, variable_tokens: Any, is_default_rules: bool, tie_breaker: int) -> Any:
        key = (scope, css, read_from, id(variable_tokens), is_default_rules, tie_breaker)
        if key not in rules:
            rules[key] = list(parse(scope, css, read_from, None, variable_tokens, is_default_rules, tie_breaker))
        return rules[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.css.stylesheet.tokenize_values", tokens_of)
        patch.setattr("textual.css.stylesheet.parse", rules_of)
        yield
