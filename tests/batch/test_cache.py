"""The cache: what it knows is not read again; what is damaged is begun anew."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from govreport.batch import cache as caches
from govreport.batch import many
from govreport.batch.cache import Cache, fingerprint
from govreport.batch.discovery import Source
from govreport.batch.many import Plan, check_sources
from govreport.batch.run import Options
from govreport.checker.model import Result
from govreport.output.items import Item
from govreport.output.json import result_data
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

    monkeypatch.setattr(many, "_pool", refuse)


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
        patch.setattr(many, "_pool", lambda *_: (_ for _ in ()).throw(AssertionError))
        with pytest.raises(AssertionError):
            run(files, replace(plan, key="other"))


def test_named_files_and_found_files_are_told_apart(files: list[Source], plan: Plan) -> None:
    run(files, plan)
    named = [replace(source, named=True) for source in files]
    letter = run(named, plan)[-1]
    assert getattr(letter, "error", None) == "not-a-report"


@pytest.mark.parametrize("damage", ["noise", "truncated", "cells", "empty"])
def test_a_damaged_cache_is_begun_anew(files: list[Source], plan: Plan, damage: str) -> None:
    first = run(files, plan)
    path = Path(plan.cache or "") / caches.NAME
    damage_file(path, damage)
    assert run(files, plan) == first
    assert run(files, plan) == first
    assert caches.state(path.parent).results >= 1


def damage_file(path: Path, how: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if how == "cells":
            database.execute("UPDATE results SET data = zeroblob(100)")
    database.close()
    size = path.stat().st_size
    if how == "noise":
        path.write_bytes(os.urandom(size))
    elif how == "truncated":
        path.write_bytes(path.read_bytes()[: size // 2])
    elif how == "empty":
        path.write_bytes(b"")


def test_show_and_clear(files: list[Source], plan: Plan) -> None:
    run(files, plan)
    folder = Path(plan.cache or "")
    assert caches.state(folder).results == len(files)
    assert caches.clear(folder).results == len(files)
    assert caches.state(folder).results == 0
    assert list(folder.iterdir()) == []


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
    assert not cache.knows(files[0])
    assert cache.get(files[0]) is None
    del cache
    assert Cache(tmp_path / "c", "k").get(files[0]) is None
