"""How long reading, parsing and checking web pages takes beside loading their tables in pandas.

Half of the pages are as Word exports them, half as an editor on the site makes them; all stand in
a site with its navigation and scripts, and tell in section one as much as offices tell there. Both
programs have met such pages before, but not these.

Usage: python -m tests.benchmarks.html [PAGES]
"""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd

import govreport
from tests.generator import FileStyle, Layout, blocks, random_truth, written
from tests.generator.render import HtmlStyle

BAR = 1.0
TURNS = 5

WORK = (
    "一年来，{body}坚持以公开为常态、不公开为例外，紧紧围绕中心工作和群众关切，不断完善公开制度，"
    "拓展公开渠道，提升公开质量，政府信息公开工作取得新的成效。",
    "聚焦重点领域，主动公开规划计划、财政预决算、重大建设项目、公共资源配置、社会救助、食品药品监管、"
    "生态环境等信息{a}条，其中通过政府网站公开{b}条，通过政务新媒体公开{c}条。",
    "严格规范依申请公开办理，健全登记、审核、办理、答复、归档等环节的工作机制，加强与申请人的沟通，"
    "做到件件有着落、事事有回音，依法保障公民、法人和其他组织获取政府信息的权利。",
    "做好政策解读和回应关切，坚持政策文件与解读材料同步组织、同步审签、同步部署，全年发布解读材料{d}篇，"
    "举办新闻发布会{e}场，办理网民留言{a}条，按时办结率100%。",
    "加强公开平台建设，优化网站栏目设置，开展常态化监测，及时整改错链断链和错敏信息；规范政务新媒体管理，"
    "关停整合账号{e}个，建设线下政务公开专区，方便群众查阅资料、办理业务。",
    "强化监督保障，调整充实政务公开领导小组，把政务公开纳入年度绩效考核，开展业务培训{e}次，参训{d}人次，"
    "没有发生因政府信息公开工作被责任追究的情形。",
)
"""What section one tells beside the figures of the tables."""


def pages(folder: Path, seeds: range) -> list[Path]:
    """Write a report as a web page for each seed."""
    paths = []
    for seed in seeds:
        truth = random_truth(seed, ("2021", "2021", "2019")[seed % 3])
        told = [
            text.format(body=truth.body, a=1200 + seed, b=900 + seed, c=300, d=24 + seed % 9, e=3)
            for text in WORK
        ]
        laid = blocks(truth, Layout(seed=seed, around=bool(seed % 2)))
        at = next(
            n for n, block in enumerate(laid) if isinstance(block, str) and "总体情况" in block
        )
        laid[at + 1 : at + 1] = told
        word = bool(seed % 2)
        style = HtmlStyle(word=word, seed=seed, dressed=True, site=True, script=True)
        paths.append(folder / f"{seed:04}.html")
        paths[-1].write_bytes(written(laid, FileStyle("html", style)))
    return paths


def seconds(job: Callable[[Path], object], paths: list[Path]) -> float:
    """Return the processor time that a job takes over all pages."""
    start = time.process_time()
    for path in paths:
        job(path)
    return time.process_time() - start


def main() -> int:
    """Print both times, medians taken by turns, and their ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    warnings.simplefilter("ignore")
    rounds = []
    with tempfile.TemporaryDirectory() as name:
        for turn in range(TURNS + 1):
            paths = pages(Path(name), range(turn * count, (turn + 1) * count))
            rounds.append((seconds(govreport.check, paths), seconds(pd.read_html, paths)))
    ours, pandas = (median(times) for times in zip(*rounds[1:], strict=True))
    print(f"{count} pages: read and checked {ours:.2f} s, pandas.read_html {pandas:.2f} s")
    print(f"ratio {ours / pandas:.2f} (at most {BAR})")
    return int(ours > BAR * pandas)


if __name__ == "__main__":
    sys.exit(main())
