"""A real Neo4j for tests: fetched from Maven Central, started, killed, started again.

`python tests/neo4j/neo4j_server.py COMMAND…` starts one, runs the command with NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD
set, and stops the server after it. Needs Java 17 and mvn. Where the parts are kept: QUID_NEO4J, else the user's cache.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PASSWORD = "quid-tests-only"  # noqa: S105
_OPENS = [
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch", "java.lang", "java.util.concurrent")
]


def library() -> Path:
    """The folder of jars, fetched once."""
    base = Path(os.environ.get("QUID_NEO4J") or Path.home() / ".cache" / "quid-neo4j")
    jars = base / "lib"
    if not (jars / ".whole").exists():
        base.mkdir(parents=True, exist_ok=True)
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={jars}", "-DincludeScope=runtime"]
        subprocess.run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), *goal], check=True, cwd=base)
        (jars / ".whole").touch()
    return jars


def available() -> bool:
    """Whether tests may start one here: Java and mvn are there, and it is fetched already or this is the gate."""
    fetched = "QUID_NEO4J" in os.environ or "CI" in os.environ or "NEO4J_URI" in os.environ
    return fetched and shutil.which("javac") is not None and shutil.which("mvn") is not None


class Server:
    """One server on a folder and a port of its own; `kill` is SIGKILL, and `start` after it reads what was stored."""

    def __init__(self, folder: Path, memory: str = "1g") -> None:
        self.folder = folder
        self.memory = memory
        self.port = _free_port()
        self.process: subprocess.Popen[str] | None = None
        self._compiled = folder / "classes"

    @property
    def uri(self) -> str:
        """Where it listens."""
        return f"bolt://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait until it answers."""
        jars = f"{library()}/*"
        if not self._compiled.exists():
            subprocess.run(["javac", "-cp", jars, "-d", str(self._compiled), str(HERE / "Server.java")], check=True)
        java = ["java", f"-Xmx{self.memory}", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", *_OPENS]
        self.process = subprocess.Popen(
            [*java, "-cp", f"{self._compiled}:{jars}", "Server", str(self.folder / "home"), str(self.port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(self.folder / "errors").open("w"),
            text=True,
        )
        for line in self.process.stdout or []:
            if line.strip() == "ready":
                return
        raise RuntimeError(f"Neo4j does not start: {(self.folder / 'errors').read_text()[-2000:]}")

    def set_password(self) -> None:
        """The first log-in must change the password."""
        from neo4j import GraphDatabase

        with GraphDatabase.driver(self.uri, auth=("neo4j", "neo4j")) as driver:
            query = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
            driver.execute_query(query, new=PASSWORD, database_="system")

    def kill(self) -> None:
        """End it as a power cut of the process would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self._forget()

    def stop(self) -> None:
        """End it in order."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.process.kill()
            self._forget()

    def _forget(self) -> None:
        if self.process is not None:
            self.process.wait()
            if self.process.stdout is not None:
                self.process.stdout.close()
            if self.process.stdin is not None and not self.process.stdin.closed:
                self.process.stdin.close()
            self.process = None


def import_csv(home: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """`neo4j-admin database import full` on a folder that no server uses yet."""
    settings = home / "conf"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "neo4j.conf").touch()
    tool = [
        "java",
        "-Xmx512m",
        *_OPENS,
        "-cp",
        f"{library()}/*",
        "org.neo4j.cli.AdminTool",
        "database",
        "import",
        "full",
    ]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(settings)}
    return subprocess.run([*tool, *arguments], env=environment, cwd=home, capture_output=True, text=True, check=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Run a command beside a server."""
    with tempfile.TemporaryDirectory(prefix="quid-neo4j-") as folder:
        server = Server(Path(folder))
        server.start()
        try:
            server.set_password()
            access = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}
            code = subprocess.run(sys.argv[1:], env={**os.environ, **access}, check=False).returncode
        finally:
            server.stop()
    sys.exit(code)


if __name__ == "__main__":
    main()
