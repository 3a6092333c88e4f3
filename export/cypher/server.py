"""A Neo4j server by the official driver: where it is, who asks, and every failure as one line that says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from export.cypher.results import Limits, Table, node, query_error, relationship
from graph.errors import QuidError

if TYPE_CHECKING:
    from neo4j import Driver, Session, Transaction
    from neo4j.graph import Relationship

Answer = TypeVar("Answer")

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
DEFAULT_URI = "bolt://localhost:7687"
# Procedures that say what the database holds and do nothing else.
_PROCEDURES = frozenset({"db.labels", "db.relationshipTypes", "db.propertyKeys", "db.schema.visualization"})


@dataclass(frozen=True, slots=True)
class Target:
    """Where a server is and who asks.

    Attributes:
        uri: `bolt://` or `neo4j://`, with `+s` for TLS and `+ssc` for TLS with a certificate that nobody signed.
        user: user name; None where the server asks for none.
        password: never shown, not even in the representation.
        database: name of the database; None for the user's own.
        retry: for how many seconds a failed transaction is tried again.
    """

    uri: str = DEFAULT_URI
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None
    retry: float = 30.0

    def __post_init__(self) -> None:
        """Refuse an address that the driver would misunderstand.

        Raises:
            QuidError: the scheme is none of Neo4j's, or the address has no host or holds a password.
        """
        try:
            parts = urlsplit(self.uri)
            port = parts.port
        except ValueError as error:
            raise QuidError(f"--uri: this is no address: {error}; an example: {DEFAULT_URI}") from error
        if parts.username or parts.password:
            raise QuidError("--uri: give user and password by --user and NEO4J_PASSWORD, not in the address")
        if parts.scheme not in SCHEMES or not parts.hostname or port == 0:
            raise QuidError(
                f"--uri: {self.uri!r} is no address of Neo4j; it starts with {', '.join(SCHEMES)}, as {DEFAULT_URI}"
            )


@contextmanager
def connected(target: Target) -> Iterator[Session]:
    """A session on the target's database; failures of the driver become `QuidError`.

    Raises:
        QuidError: the server cannot be reached, refuses the user, has no such database, or the connection is lost.
    """
    from neo4j.exceptions import DriverError, Neo4jError

    driver = _driver(target)
    try:
        with driver, driver.session(database=target.database, fetch_size=5000) as session:
            _check(session, target)
            yield session
    except (DriverError, Neo4jError, OSError) as error:
        raise explained(error, target) from error


def explained(error: BaseException, target: Target) -> QuidError:
    """What a failure of the driver means and what to do about it."""
    code = str(getattr(error, "code", None) or "")
    name = type(error).__name__
    for pattern, words in _FAILURES:
        if re.search(pattern, code or name):
            return QuidError(
                words.format(
                    uri=target.uri, user=target.user or "nobody", database=target.database or "the default one"
                )
            )
    message = _first_line(error)
    if target.password:
        message = message.replace(target.password, "…")
    return QuidError(f"{target.uri}: {message}")


class Server:
    """Runs queries on a server; see `results.Runner`."""

    def __init__(self, target: Target) -> None:
        """Nothing is sent before the first query."""
        self._target = target

    def run(self, query: str, parameters: Mapping[str, Any], limits: Limits, *, write: bool = False) -> Table:
        """Answer one query, reading only unless told otherwise."""
        from neo4j import READ_ACCESS, WRITE_ACCESS
        from neo4j.exceptions import ClientError, DriverError, Neo4jError

        driver = _driver(self._target)
        mode = WRITE_ACCESS if write else READ_ACCESS
        try:
            with driver, driver.session(database=self._target.database, default_access_mode=mode) as session:
                if not write:
                    _check_reads_only(session, query, parameters)
                with session.begin_transaction(timeout=limits.seconds) as transaction:
                    result = transaction.run(query, dict(parameters))
                    found = [record.values() for record in result.fetch(limits.rows + 1)]
                    columns, more = tuple(result.keys()), len(found) > limits.rows
                    result.consume()
                    ends = _ends(transaction, found[: limits.rows])
                    table = Table(
                        columns, [[_plain(value, ends) for value in row] for row in found[: limits.rows]], more
                    )
                    transaction.commit()
                    return table
        except ClientError as error:
            raise _query_failure(query, error, limits, self._target) from error
        except (DriverError, Neo4jError, OSError) as error:
            if "TransactionTimedOut" in str(getattr(error, "code", "")):
                raise _too_long(limits) from error
            raise explained(error, self._target) from error

    def close(self) -> None:
        """Nothing to do: a connection lives for one query."""


def _driver(target: Target) -> Driver:
    import logging

    from neo4j import GraphDatabase, NotificationMinimumSeverity
    from neo4j.exceptions import ConfigurationError

    # The driver's own lines would stand beside ours; all that matters in them is raised as well.
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    auth = (target.user, target.password or "") if target.user else None
    try:
        return GraphDatabase.driver(
            target.uri,
            auth=auth,
            user_agent="quid",
            connection_timeout=10,
            max_transaction_retry_time=target.retry,
            connection_acquisition_timeout=30,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
    except (ConfigurationError, ValueError, OSError) as error:
        raise QuidError(f"--uri: {target.uri}: {_first_line(error)}") from error


def _check(session: Session, target: Target) -> None:
    """Fail at once and clearly where nothing would ever work: no server, wrong password, no such database."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        session.run("RETURN 1").consume()
    except (DriverError, Neo4jError, OSError) as error:
        if type(error).__name__ in {"ServiceUnavailable", "SessionExpired", "OSError", "ConnectionResetError"}:
            raise QuidError(_unreachable(target)) from error
        raise explained(error, target) from error


def _unreachable(target: Target) -> str:
    secure = "+s" in urlsplit(target.uri).scheme
    hint = "that it speaks TLS there" if secure else "that it does not ask for TLS there (then: bolt+s://)"
    return f"{target.uri}: no Neo4j answers there; check that the server runs, host and port, and {hint}"


_LOST = "{uri}: the connection was lost; run the same command again: what was written stays, the rest follows, nothing is doubled"
# What the driver says, by the code of the server or else the class of the error: in words for whoever has to mend it.
_FAILURES = (
    (r"Security\.Unauthorized|^AuthError", "{uri}: wrong user or password for {user}; give --user and NEO4J_PASSWORD"),
    (
        r"Security\.AuthenticationRateLimit",
        "{uri}: too many wrong passwords for {user}; wait some seconds, then give the right one",
    ),
    (
        r"Security\.CredentialsExpired",
        "{uri}: the password of {user} has expired and must be changed first; in cypher-shell or the browser: "
        "ALTER CURRENT USER SET PASSWORD FROM 'old' TO 'new'",
    ),
    (
        r"Security\.(Forbidden|AccessDenied)",
        "{uri}: {user} may not do this in the database {database}; ask its administrator for the right to write",
    ),
    (r"Security\.|TokenExpired", "{uri}: the server refuses {user}; give --user and NEO4J_PASSWORD"),
    (
        r"DatabaseNotFound",
        "{uri}: there is no database {database}; SHOW DATABASES lists them, and --database chooses one",
    ),
    (
        r"DatabaseUnavailable|DatabaseNotReady",
        "{uri}: the database {database} is not running; START DATABASE or wait, then run the same command again",
    ),
    (
        r"NotALeader|ForbiddenOnReadOnlyDatabase|ReadOnly",
        "{uri}: this server takes no writes; give the address of the cluster as neo4j://",
    ),
    (
        r"MemoryPoolOutOfMemory|OutOfMemory|StackOverflow",
        "{uri}: the server has too little memory for this; give a smaller --batch, or give it more",
    ),
    (
        r"TransactionTimedOut|LockClientStopped|DeadlockDetected",
        "{uri}: the server ended the transaction; run the same command again",
    ),
    (
        r"ConstraintCreationFailed|ConstraintValidationFailed|IndexEntryConflict",
        "{uri}: nodes or relationships of the same id are already there, which quid did "
        "not write; move them to another database, or choose one with --database",
    ),
    (
        r"General\.(DiskFull|TransactionOutOfMemory)|TransactionCommitFailed",
        "{uri}: the server could not store it (is its disk full?); then run the same command again",
    ),
    (
        r"^(ServiceUnavailable|SessionExpired|IncompleteCommit|ConnectionResetError|BrokenPipeError)|DatabaseShutdown",
        _LOST,
    ),
    (
        r"^ConfigurationError|^UnsupportedServerProduct",
        "{uri}: this is no Neo4j that the driver can speak to; quid needs Neo4j 5.7 or newer",
    ),
)


# --- queries --------------------------------------------------------------------------------------------------------------


def _check_reads_only(session: Session, query: str, parameters: Mapping[str, Any]) -> None:
    """Ask for the plan and refuse what writes, loads files or calls procedures.

    Raises:
        QuidError: it does. The server would refuse to write in a session for reading all the same.
    """
    with session.begin_transaction(timeout=30) as transaction:
        summary = transaction.run(f"EXPLAIN {query}", dict(parameters)).consume()
    operators = [] if summary.plan is None else list(_operators(summary.plan))
    loads = any("LoadCSV" in name for name, _ in operators)
    ends = any("Terminate" in name for name, _ in operators)
    calls = [detail for name, detail in operators if "ProcedureCall" in name]
    strange = [call for call in calls if call.partition("(")[0].strip() not in _PROCEDURES]
    if summary.query_type != "r" or loads or ends or strange:
        what = "loads files" if loads else f"calls {strange[0].partition('(')[0]}" if strange else "writes"
        raise QuidError(f"the query {what}; quid query reads only, unless --write is given")


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan.get("operatorType", "")), str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", []):
        yield from _operators(child)


def _query_failure(query: str, error: BaseException, limits: Limits, target: Target) -> QuidError:
    code, message = str(getattr(error, "code", "")), str(getattr(error, "message", "") or error)
    if "TransactionTimedOut" in code:
        return _too_long(limits)
    if "Statement.AccessMode" in code:
        return QuidError("the query writes; quid query reads only, unless --write is given")
    if ".Statement." not in code and ".Procedure." not in code:
        return explained(error, target)
    found = re.search(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)", message)
    if not found:
        return query_error(query, message.split("\n")[0])
    # EXPLAIN stands before the query when the plan is asked for, and moves the columns of its first line.
    shift = len("EXPLAIN ") if '"EXPLAIN ' in message and found[1] == "1" else 0
    return query_error(query, message[: found.start()], int(found[1]), int(found[2]) - shift)


def _too_long(limits: Limits) -> QuidError:
    return QuidError(f"the query took longer than {limits.seconds:g} s and was stopped; --timeout gives it more")


def _ends(transaction: Transaction, found: list[list[Any]]) -> dict[str, Any]:
    """The ids of the nodes at the ends of relationships: the server sends a relationship without them."""
    missing = {end.element_id for row in found for edge in _relationships(row) for end in edge.nodes if end is not None}
    if not missing:
        return {}
    query = "UNWIND $missing AS one MATCH (n) WHERE elementId(n) = one RETURN one, n.id"
    return dict(transaction.run(query, missing=sorted(missing)).values())


def _relationships(value: Any) -> Iterator[Relationship]:
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Relationship):
        yield value
    elif isinstance(value, Path):
        yield from value.relationships
    elif isinstance(value, list | Mapping) and not isinstance(value, Node):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _relationships(item)


def _plain(value: Any, ends: Mapping[str, Any]) -> Any:
    """A value of the driver as JSON holds it."""
    from neo4j.graph import Node, Path, Relationship

    def relation(edge: Relationship) -> dict[str, Any]:
        source, target = (None if end is None else ends.get(end.element_id) for end in edge.nodes)
        return relationship(edge.type, source, target, {key: _plain(item, ends) for key, item in edge.items()})

    converters: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
        ((bool, int, float, str, type(None)), lambda plain: plain),
        (Node, lambda found: node(list(found.labels), {key: _plain(item, ends) for key, item in found.items()})),
        (
            Path,
            lambda path: {
                key: [_plain(part, ends) for part in getattr(path, key)] for key in ("nodes", "relationships")
            },
        ),
        (Relationship, relation),
        (Mapping, lambda items: {str(key): _plain(item, ends) for key, item in items.items()}),
        ((list, tuple, set), lambda items: [_plain(item, ends) for item in items]),
    )
    if hasattr(value, "iso_format"):
        # Dates, times and durations; before the rest, as a duration is a tuple too.
        return value.iso_format()
    return next((convert(value) for kind, convert in converters if isinstance(value, kind)), str(value))


def _first_line(error: BaseException) -> str:
    return str(getattr(error, "message", None) or error).strip().split("\n")[0]
