"""The program as a process: encodings, pipes, signals, shells."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT

PROGRAM = [sys.executable, "-m", "govreport"]
WRONG = "samples/one-wrong-cell.txt"

pytestmark = pytest.mark.filterwarnings("error::ResourceWarning")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are other there")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "cp936", "ascii", "latin-1", "big5"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_console_encoding_makes_it_crash(process, encoding, language):
    done = process("check", "samples", WRONG, "-v", "--lang", language, encoding=encoding)
    assert done.status == 1
    assert "REQ001" in done.out
    assert "Traceback" not in done.err


def test_a_gbk_console_shows_everything(process):
    assert (
        process("check", WRONG, encoding="gbk").out == process("check", WRONG, encoding="utf-8").out
    )


def test_an_ascii_console_still_has_every_figure(process):
    done = process("check", WRONG, "--lang", "en", encoding="ascii")
    assert "13 -> 31" in done.out
    assert "x inconsistent" in done.out


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_is_json_in_any_encoding(process, encoding):
    done = process("check", WRONG, "--format", "json", encoding=encoding)
    assert json.loads(done.out)["reports"][0]["organization"] == "某某县自然资源局"


def test_standard_input(process):
    content = (ROOT / WRONG).read_bytes()
    done = process("check", "-", "--format", "json", stdin=content)
    assert done.status == 1
    assert json.loads(done.out)["reports"][0]["source"] == "-"


def test_a_pipe_gets_plain_whole_lines(process):
    done = process("check", WRONG)
    assert "\x1b" not in done.out
    assert (
        "予以公开 13 + 部分公开 6 + 保护第三方合法权益 2 + 属于三类内部事务信息 1 + "
        "本机关不掌握相关政府信息 12 + 没有现成信息需要另行制作 1 + 信访举报投诉类申请 4 + "
        "申请人无正当理由逾期不补正 2（其余 13 格为 0 或空白） = 41 ≠ （七）总计 59"
    ).replace("（七）", "") in done.out
    assert all(line == line.rstrip() for line in done.out.splitlines())


@posix
@pytest.mark.parametrize("format", ["text", "json"])
def test_a_reader_that_leaves_is_no_error(format, tmp_path):
    command = [*PROGRAM, "check", "samples", "-v", "--format", format]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
@pytest.mark.parametrize("format", ["text", "json"])
def test_a_full_disk_is_one_line(format):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*PROGRAM, "check", WRONG, "--format", format],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


@posix
@pytest.mark.parametrize(
    ("locale", "word"), [("zh_CN.UTF-8", "已中断"), ("en_US.UTF-8", "interrupted")]
)
def test_an_interrupt_is_one_line(tmp_path, locale, word):
    pipe = tmp_path / "report.txt"
    os.mkfifo(pipe)
    environ = {**os.environ, "LANG": locale, "PYTHONUTF8": "1"}
    environ.pop("LC_ALL", None)
    command = [*PROGRAM, "check", str(pipe)]
    with (
        subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process,
        pipe.open("wb"),
    ):  # which waits until the program reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == b""
    assert err.decode() == f"{word}\n"


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        ("bash", {"COMP_WORDS": "govreport che", "COMP_CWORD": "1"}),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "govreport che"}),
        (
            "fish",
            {"_TYPER_COMPLETE_ARGS": "govreport che", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        ),
    ],
)
def test_shells_complete_commands(process, shell, words):
    done = process(_GOVREPORT_COMPLETE=f"complete_{shell}", **words)
    assert "check" in done.out
    assert "extract" not in done.out


def test_shells_complete_the_values_of_options(process):
    words = {"COMP_WORDS": "govreport check --fail-on ", "COMP_CWORD": "3"}
    done = process(_GOVREPORT_COMPLETE="complete_bash", **words)
    assert done.out.split() == ["error", "warning", "never"]
