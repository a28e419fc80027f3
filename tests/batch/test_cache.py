"""The cache: what it knows is not read again; what is damaged is begun anew."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from govreport.batch import cache as caches
from govreport.batch import pool
from govreport.batch.cache import Cache, fingerprint
from govreport.batch.discovery import Source
from govreport.batch.many import Plan, check_sources
from govreport.batch.run import Options
from govreport.checker.model import Result
from govreport.output.items import Failure, Item
from govreport.output.json import result_data
from govreport.reading import Limits
from govreport.text import Text
from tests.generator import plant, random_truth, write


@pytest.fixture
def files(tmp_path: Path) -> list[Source]:
    """Write four reports, one of them with a mistake, and a letter."""
    folder = tmp_path / "in"
    folder.mkdir()
    paths = []
    for number in range(4):
        truth = random_truth(number)
        planted = plant(truth, "mistyped-digit", Random(number)) if number == 2 else None
        path = write(folder, planted.truth if planted else truth)
        paths.append(path.rename(folder / f"{number}{path.suffix}"))
    letter = folder / "letter.txt"
    letter.write_text("各位同事：明天放假。", encoding="utf-8")
    for path in (*paths, letter):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return [Source(str(path), named=False) for path in (*paths, letter)]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(jobs=1, cache=str(tmp_path / "cache"), key="k")


def shown(items: list[Item]) -> list[object]:
    return [result_data(i, "zh") if isinstance(i, Result) else i for i in items]


def run(files: list[Source], plan: Plan) -> list[object]:
    return shown(list(check_sources(files, Options(claims=True), plan)))


@pytest.fixture
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr(pool.Pool, "_launch", refuse)


def test_a_second_run_reads_nothing(
    files: list[Source], plan: Plan, request: pytest.FixtureRequest
) -> None:
    first = run(files, plan)
    request.getfixturevalue("no_processes")
    assert run(files, plan) == first


def test_a_changed_file_is_read_again(files: list[Source], plan: Plan) -> None:
    first = run(files, plan)
    Path(files[0].path).write_bytes(Path(files[1].path).read_bytes())
    second = run(files, plan)
    assert second[0] != first[0]
    assert second[1:] == first[1:]


def test_a_moved_file_is_known_by_its_content(
    files: list[Source], plan: Plan, request: pytest.FixtureRequest
) -> None:
    run(files, plan)
    moved = Path(files[0].path).rename(Path(files[0].path).with_name("moved.txt"))
    request.getfixturevalue("no_processes")
    found = run([Source(str(moved), named=False), *files[1:]], plan)
    assert found[0]["source"] == str(moved)  # type: ignore[index]


def test_other_options_find_nothing(files: list[Source], plan: Plan) -> None:
    run(files, plan)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool.Pool, "_launch", lambda *_: (_ for _ in ()).throw(AssertionError))
        with pytest.raises(AssertionError):
            run(files, replace(plan, key="other"))


def test_named_files_and_found_files_are_told_apart(files: list[Source], plan: Plan) -> None:
    run(files, plan)
    named = [replace(source, named=True) for source in files]
    letter = run(named, plan)[-1]
    assert getattr(letter, "error", None) == "not-a-report"


def test_the_suffix_decides_whether_rubbish_is_a_failure(tmp_path: Path, plan: Plan) -> None:
    names = ("a.jpg", "b.docx", "c.png")
    for name in names:
        (tmp_path / name).write_bytes(bytes(range(1, 255)))
    sources = [Source(str(tmp_path / name), named=False) for name in names]
    first = run(sources, plan)
    assert [isinstance(item, Failure) for item in first] == [False, True, False]
    assert run(sources, plan) == first


def test_a_file_that_changes_while_it_is_read_is_not_kept(files: list[Source], plan: Plan) -> None:
    cache = Cache(Path(plan.cache or ""), plan.key)
    assert cache.get(files[0]) is None
    Path(files[0].path).write_bytes(b"changed in the meantime")
    cache.put(files[0], b"what it came to before")
    cache.close()
    assert caches.state(Path(plan.cache or "")).results == 0


def test_what_takes_the_place_of_a_file_is_noticed(files: list[Source], plan: Plan) -> None:
    """Another file of the same size and time, as a program that copies with times makes it."""
    first = run(files, plan)
    path = Path(files[0].path)
    text = path.read_text("utf-8")
    path.write_text(text[:-3] + text[-3:][::-1], "utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool.Pool, "_launch", lambda *_: (_ for _ in ()).throw(AssertionError))
        with pytest.raises(AssertionError):
            run(files, plan)
    assert len(run(files, plan)) == len(first)


@pytest.mark.parametrize("damage", ["noise", "truncated", "cells", "empty", "schema", "older"])
def test_a_damaged_cache_is_begun_anew(
    files: list[Source], plan: Plan, damage: str, request: pytest.FixtureRequest
) -> None:
    first = run(files, plan)
    path = Path(plan.cache or "") / caches.NAME
    damage_file(path, damage)
    notices: list[Text] = []
    plan = replace(plan, warn=notices.append)
    assert run(files, plan) == first
    request.getfixturevalue("no_processes")
    assert run(files, plan) == first
    assert caches.state(path.parent).results == len(files)
    assert notices == []


def damage_file(path: Path, how: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if how == "cells":
            database.execute("UPDATE results SET data = zeroblob(100)")
        elif how == "schema":
            database.execute("ALTER TABLE results RENAME COLUMN digest TO checksum")
        elif how == "older":
            database.execute("PRAGMA user_version = 1")
    database.close()
    size = path.stat().st_size
    if how == "noise":
        path.write_bytes(os.urandom(size))
    elif how == "truncated":
        path.write_bytes(path.read_bytes()[: size // 2])
    elif how == "empty":
        path.write_bytes(b"")


def test_damage_that_comes_in_the_midst_of_a_run(files: list[Source], plan: Plan) -> None:
    first = run(files, plan)
    found = check_sources(files, Options(claims=True), plan)
    begun = [next(found)]
    path = Path(plan.cache or "") / caches.NAME
    path.write_bytes(os.urandom(path.stat().st_size))
    assert shown([*begun, *found]) == first


@pytest.mark.parametrize("place", ["file", "folder", "nowhere"])
def test_a_place_where_no_cache_can_be_costs_the_cache_only(
    files: list[Source], plan: Plan, tmp_path: Path, place: str
) -> None:
    folder = tmp_path / place
    if place == "file":  # where the folder should be
        folder.write_text("")
    elif place == "folder":  # where the file should be
        (folder / caches.NAME / "x").mkdir(parents=True)
    else:
        folder = Path("/proc/nowhere")
    notices: list[Text] = []
    found = run(files, replace(plan, cache=str(folder), warn=notices.append))
    assert found == run(files, plan)
    assert len(notices) == 1
    assert str(folder) in notices[0].zh


def test_a_full_disk_costs_the_cache_only(files: list[Source], plan: Plan) -> None:
    cache = Cache(Path(plan.cache or ""), plan.key)
    assert cache.database is not None
    cache.database.execute("PRAGMA max_page_count = 1")
    assert cache.get(files[0]) is None
    cache.put(files[0], os.urandom(100_000))
    assert cache.trouble is not None
    assert "full" in cache.trouble.en
    cache.close()
    assert Cache(Path(plan.cache or ""), plan.key).trouble is None


def test_another_run_that_writes_is_waited_for_and_harmed_by_nothing(
    files: list[Source], plan: Plan
) -> None:
    run(files, plan)
    folder = Path(plan.cache or "")
    other = sqlite3.connect(folder / caches.NAME, isolation_level=None)
    cache = Cache(folder, "k", wait=0.1)
    other.execute("BEGIN IMMEDIATE")
    assert cache.get(files[0]) is not None
    cache.put(files[1], b"not written: the other one is at it")
    cache.close()
    assert Cache(folder, "k", wait=0.1).get(files[0]) is None
    other.execute("COMMIT")
    other.close()
    assert caches.state(folder).results == len(files)


def test_two_runs_at_once(files: list[Source], plan: Plan) -> None:
    runs = [check_sources(files, Options(claims=True), plan) for _ in range(2)]
    found = [list(pair) for pair in zip(*runs, strict=True)]
    assert shown([one for one, _ in found]) == shown([two for _, two in found])


def test_what_nobody_asks_for_is_dropped_in_the_end(files: list[Source], plan: Plan) -> None:
    run(files, plan)
    folder = Path(plan.cache or "")
    with sqlite3.connect(folder / caches.NAME) as database:
        database.execute("UPDATE results SET used = used - ?", (2 * caches.KEPT,))
    database.close()
    run(files[:2], plan)  # both are asked for, and stay
    assert caches.state(folder).results == 2


def test_show_and_clear(files: list[Source], plan: Plan) -> None:
    run(files, plan)
    folder = Path(plan.cache or "")
    assert caches.state(folder).results == len(files)
    assert caches.clear(folder).results == len(files)
    assert caches.state(folder).results == 0
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("asked", [caches.state, caches.clear])
def test_a_cache_that_nobody_may_see_is_told_in_a_line(
    asked: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **options: object) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    for name in ("is_file", "unlink"):
        monkeypatch.setattr(Path, name, refuse)
    with pytest.raises(caches.CacheError) as caught:
        asked(tmp_path)
    assert "Permission denied" in caught.value.message.zh
    assert str(tmp_path) in caught.value.message.en


def test_a_cache_that_can_only_be_read_is_counted(
    files: list[Source], plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(files, plan)
    connect = sqlite3.connect

    def only_immutable(path: str, **options: Any) -> sqlite3.Connection:
        if "immutable" not in path:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(path, **options)

    monkeypatch.setattr(sqlite3, "connect", only_immutable)
    assert caches.state(Path(plan.cache or "")).results == len(files)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for path in (folder / "cache", folder / "cache" / "outputs"):
            path.chmod(0o755)


MAY_ALL = os.name != "nt" and os.geteuid() == 0
"""Nothing is forbidden to the user of this machine, unless he gives his powers away."""

AS_OTHERS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if MAY_ALL else []


@pytest.mark.skipif(
    os.name == "nt" or bool(AS_OTHERS and not shutil.which("setpriv")), reason="needs permissions"
)
def test_a_cache_that_can_only_be_read_is_read(shared: Path) -> None:
    reports = shared / "in"
    reports.mkdir()
    for number in range(2):
        write(reports, random_truth(number), name=f"{number}")
    command = [*AS_OTHERS, sys.executable, "-m", "govreport", "check", "--lang", "en", "-o"]
    environ = os.environ | {"GOVREPORT_CACHE_DIR": str(shared / "cache"), "HOME": str(shared)}

    def told(output: str, *options: str) -> tuple[str, str]:
        done = subprocess.run(
            [*command, str(output), str(reports), *options], env=environ, text=True, timeout=60,
            capture_output=True,
        )  # fmt: skip
        return done.stdout, done.stderr

    for name in ("cache", "out"):
        (shared / name).mkdir()
    first = told(f"{shared}/out/a.html")
    assert first[1] == ""
    held = sorted((shared / "cache").rglob("*"))
    for path in (shared / "cache", *held):
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert told(f"{shared}/out/b.html") == first
    assert (shared / "out" / "b.html").read_bytes() == (shared / "out" / "a.html").read_bytes()
    write(reports, random_truth(3), name="3")
    more = told(f"{shared}/out/b.html")
    assert more[1].count("\n") == 1
    assert "results of this run are not kept" in more[1]
    assert sorted((shared / "cache").rglob("*")) == held


def test_what_bytes_from_disk_may_build() -> None:
    import pickle

    from govreport.batch import wire

    with pytest.raises(pickle.UnpicklingError):
        wire.loads(pickle.dumps(os.system))
    with pytest.raises(pickle.UnpicklingError):
        wire.loads(pickle.dumps([print]))


def test_the_fingerprint_tells_options_apart() -> None:
    assert fingerprint(1, "a") == fingerprint(1, "a") != fingerprint(1, "b")


def test_the_folder_is_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOVREPORT_CACHE_DIR", str(tmp_path))
    assert caches.cache_folder("elsewhere") == tmp_path
    monkeypatch.delenv("GOVREPORT_CACHE_DIR")
    assert caches.cache_folder("elsewhere") == Path("elsewhere")


def test_the_cache_survives_being_left_open(files: list[Source], tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "k")
    assert cache.get(files[0]) is None
    del cache
    assert Cache(tmp_path / "c", "k").get(files[0]) is None


def test_a_name_that_is_no_text(files: list[Source], plan: Plan, tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.t\xfft")
    try:
        os.link(files[0].path, name)
    except OSError:
        pytest.skip("the file system takes no such name")
    sources = [Source(name, named=True), files[1]]
    assert run(sources, plan) == run(sources, plan)


def test_a_pipe_is_not_looked_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert Cache(tmp_path / "c", "k").get(Source(str(pipe), named=True)) is None


def test_a_file_beyond_the_limit_is_not_read(files: list[Source], tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "k", Limits(file_bytes=10))
    assert cache.get(files[0]) is None
    cache.put(files[0], b"x")
    cache.close()
    assert caches.state(tmp_path / "c").results == 0
