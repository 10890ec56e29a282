"""The page of a report as a browser has it: quiet, alone, usable by everybody, fit to be printed.

Skipped loudly where no browser is installed.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pytest import TempPathFactory  # noqa: PT013 - a type

from spbe_cli.cli import main
from tests.browser import launched
from tests.conftest import ROOT, assessment

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1180, "height": 900}
CONTOH = "examples/kabupaten-contoh"

PAGES = {
    "contoh-id": ("--lang", "id", "--target", "memuaskan", CONTOH),
    "contoh-en": ("--lang", "en", CONTOH),
    "blitar-en": ("--lang", "en", "examples/blitar"),
    "kemenko-id": ("--lang", "id", "examples/kemenko-perekonomian", "--target", "3.5"),
    "pemdi-en": ("--lang", "en", "tests/snapshots/pemdi.yaml"),
    "draft-id": ("--lang", "id", "tests/snapshots/draft.yaml"),
    "errors-en": ("--lang", "en", "tests/data/invalid/104-levels.yaml"),
}

each_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start the browser once."""
    with launched() as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: TempPathFactory) -> dict[str, Path]:
    """Write all pages once."""
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for name, arguments in PAGES.items():
            code = main(["render", "--quiet", "-o", str(folder / f"{name}.html"), *arguments])
            assert code == (1 if name.startswith("errors") else 0)
    return {name: folder / f"{name}.html" for name in PAGES}


class Watched:
    """A page, with all that it said and asked for."""

    def __init__(self, browser: Any, path: Path, **settings: Any) -> None:
        self.context = browser.new_context(**({"viewport": DESK} | settings))
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.context.route("**/*", self._route)
        self.page.goto(path.as_uri())

    def _route(self, route: Any) -> None:
        self.asked.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


@each_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_quiet_and_asks_nobody_for_anything(
    name: str, scheme: str, browser: Any, pages: dict[str, Path]
) -> None:
    with Watched(browser, pages[name], color_scheme=scheme) as watched:
        for fold in watched.page.query_selector_all("summary"):
            fold.click()
        assert watched.said == []
        assert watched.asked == [pages[name].as_uri()]
        assert watched.page.evaluate("performance.getEntriesByType('resource').length") == 0


@each_page
def test_a_telephone_need_not_be_pushed_aside(
    name: str, browser: Any, pages: dict[str, Path]
) -> None:
    with Watched(browser, pages[name], viewport=PHONE) as watched:
        page = watched.page
        for fold in page.query_selector_all("summary"):
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.evaluate("scrollTo(500, 0)")
        assert page.evaluate("scrollX") == 0
        small = page.evaluate(
            "[...document.querySelectorAll('svg text, p, td, th, li')]"
            ".filter(e => e.getClientRects().length)"
            ".map(e => parseFloat(getComputedStyle(e).fontSize)"
            " * (e.ownerSVGElement ? e.getScreenCTM().a : 1))"
        )
        assert min(small) >= 8.5


@each_page
def test_what_scrolls_has_a_name_of_its_own_and_shows_that_it_does(
    name: str, browser: Any, pages: dict[str, Path]
) -> None:
    with Watched(browser, pages[name], viewport=PHONE) as watched:
        page = watched.page
        for fold in page.query_selector_all("details.fold > summary"):
            fold.click()
        found = page.evaluate("""
          [...document.querySelectorAll(".scroll")].map((box) => ({
            name: box.getAttribute("aria-label"),
            cut: box.scrollWidth - box.clientWidth,
            reached: box.tabIndex,
            edges: getComputedStyle(box).backgroundAttachment,
          }))
        """)
        names = [one["name"] for one in found if one["name"] is not None]
        assert len(names) == len(set(names))
        for one in found:
            assert one["edges"] == "local, local, scroll, scroll"
            assert one["cut"] <= 0 or (one["name"] and one["reached"] == 0)
            assert one["cut"] <= 0 or one["name"] not in {"Penjumlahan", "The sum"}


BROKEN = """([selector, pieces]) => {
  const broken = [], range = document.createRange();
  for (const box of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const piece of walker.currentNode.data.matchAll(new RegExp(pieces, "gu"))) {
        range.setStart(walker.currentNode, piece.index);
        range.setEnd(walker.currentNode, piece.index + piece[0].length);
        const tops = new Set([...range.getClientRects()].map((one) => Math.round(one.top)));
        if (tops.size > 1) broken.push(piece[0]);
      }
    }
  }
  return broken;
}"""
"""Which pieces of text stand in more than one line."""


@each_page
@pytest.mark.parametrize("width", [360, 600, 737, 768, 1280])
def test_no_figure_and_no_name_of_a_level_is_broken(
    name: str, width: int, browser: Any, pages: dict[str, Path]
) -> None:
    with Watched(browser, pages[name], viewport={"width": width, "height": 900}) as watched:
        for selector, pieces in (
            (".index, td.figure", r"[\d.,+-]+"),
            (".pill, .badge", r"\p{L}+"),
            ("#plan td", r"^\S+ → \S+$"),
        ):
            assert watched.page.evaluate(BROKEN, [selector, pieces]) == []


@each_page
def test_nothing_covers_a_bound_on_the_line_of_categories(
    name: str, browser: Any, pages: dict[str, Path]
) -> None:
    for viewport in (PHONE, DESK):
        with Watched(browser, pages[name], viewport=viewport) as watched:
            bottom, tops, names = watched.page.evaluate("""
              ((all) => [
                Math.max(0, ...all("path").map((one) => one.getBBox().y + one.getBBox().height)),
                all(".tick").map((one) => one.getBBox()).map((box) => [box.y, box.y + box.height]),
                all(".band-name").map((one) => one.getBBox().y),
              ])((what) => [...document.querySelectorAll(`svg.scale ${what}`)])
            """)
            assert all(bottom <= top + 3 for top, _ in tops)  # a line of text has room above
            assert all(under <= y + 6 for _, under in tops for y in names)


@each_page
def test_every_chart_is_told_in_words(name: str, browser: Any, pages: dict[str, Path]) -> None:
    with Watched(browser, pages[name]) as watched:
        told = watched.page.evaluate("""
          [...document.querySelectorAll("svg:not([aria-hidden=true])")].map((svg) => ({
            role: svg.getAttribute("role"),
            ids: svg.getAttribute("aria-labelledby").split(" "),
            texts: svg.getAttribute("aria-labelledby").split(" ")
              .map((id) => document.getElementById(id).textContent.trim()),
            figure: svg.closest("figure") !== null,
          }))
        """)
        if name.startswith("errors"):
            assert told == []
            return
        assert len(told) >= 3
        assert all(one["role"] == "img" and one["figure"] for one in told)
        assert all(len(text) > 8 for one in told for text in one["texts"])
        ids = [an_id for one in told for an_id in one["ids"]]
        assert len(ids) == len(set(ids))
        tables = " ".join(watched.page.locator("table").all_inner_texts())
        [radar] = [one["texts"][1] for one in told if one["ids"][0] == "radar-title"]
        figures = re.findall(r": (\d[.,]\d+)", radar)
        assert len(figures) >= 3
        assert all(figure in tables for figure in figures)


@each_page
def test_a_page_has_landmarks_headings_in_order_and_named_tables(
    name: str, browser: Any, pages: dict[str, Path]
) -> None:
    with Watched(browser, pages[name]) as watched:
        page = watched.page
        assert page.evaluate("document.documentElement.lang") == name.rpartition("-")[2]
        for tag in ("header", "nav[aria-label]", "main", "footer", "h1"):
            assert page.locator(tag).count() == 1
        layers = [int(one) for one in page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3')].map(e => e.tagName[1])"
        )]  # fmt: skip
        assert layers[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(layers))
        captions = page.locator("table > caption").all_text_contents()
        assert len(captions) == page.locator("table").count()
        assert all(text.strip() for text in captions)
        assert page.locator("thead th:not([scope])").count() == 0
        assert page.locator("tbody th:not([scope])").count() == 0
        targets = page.evaluate("[...document.querySelectorAll('nav a')].map(a => a.hash.slice(1))")
        assert targets == page.evaluate(
            "[...document.querySelectorAll('main section[id]')].map(e => e.id)"
        )


@each_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_serious(
    name: str, scheme: str, viewport: dict[str, int], browser: Any, pages: dict[str, Path]
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - reads a large script

    with Watched(browser, pages[name], color_scheme=scheme, viewport=viewport) as watched:
        for fold in watched.page.query_selector_all(
            "details.fold > summary, #tree summary >> nth=0"
        ):
            fold.click()
        found = Axe().run(watched.page).response["violations"]
        serious = [
            (one["id"], node["html"][:160], node["failureSummary"][:300])
            for one in found
            for node in one["nodes"]
            if one["impact"] in {"serious", "critical"}
        ]
        assert serious == []


def test_the_keyboard_reaches_the_report_and_the_what_if(
    browser: Any, pages: dict[str, Path]
) -> None:
    with Watched(browser, pages["contoh-en"]) as watched:
        page = watched.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        select = page.locator("td.try select").first
        select.focus()
        page.keyboard.press("5")
        assert page.locator("[data-show=change]").inner_text() == "+0.0260"


SHOWN = ("index", "category", "exact", "change")


def outcome(page: Any) -> list[str]:
    return [page.locator(f"[data-show={name}]").inner_text() for name in SHOWN]


def test_the_what_if_moves_as_the_engine_does(
    browser: Any, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(ROOT / CONTOH / "2024/final.yaml")
    with Watched(browser, pages["contoh-en"]) as watched:
        page = watched.page
        before = outcome(page)
        assert before == ["2.80", "Baik (Good)", "2.801", "0.0000"]
        settings: list[str] = []
        for indicator, level in (("46", "5"), ("11", "5"), ("1", "1"), ("42", "5"), ("32", "5")):
            cell = page.locator(f"td.try[data-place='{int(indicator) - 1}'] select")
            texts = cell.locator("option").all_text_contents()
            cell.select_option(label=next(one for one in texts if one.startswith(level)))
            settings += ["--set", f"{indicator}={level}"]
            capsys.readouterr()
            main(["score", "--format", "csv", path, *settings])
            [head, row] = capsys.readouterr().out.splitlines()
            engine = dict(zip(head.split(","), row.split(","), strict=True))
            index, category, exact, _ = outcome(page)
            assert (index, exact) == (engine["index"], engine["index_exact"])
            assert category.split(" (")[0] == engine["category"]
        page.locator("[data-show=reset]").click()
        assert outcome(page) == before
        assert page.locator("td.try .changed").count() == 0


def test_levels_with_decimals_are_typed_and_wrong_ones_are_marked(
    browser: Any, pages: dict[str, Path]
) -> None:
    with Watched(browser, pages["pemdi-en"]) as watched:
        page = watched.page
        before = outcome(page)
        field = page.locator("td.try input").first
        for text in ("5.01", "x", "3.333", ""):
            field.fill(text)
            assert field.get_attribute("aria-invalid") == "true"
            assert outcome(page) == before
        field.fill("5")
        assert field.get_attribute("aria-invalid") == "false"
        assert outcome(page) != before
        page.locator("[data-show=reset]").click()
        assert outcome(page) == before


@each_page
def test_a_page_needs_no_scripts(name: str, browser: Any, pages: dict[str, Path]) -> None:
    with Watched(browser, pages[name], java_script_enabled=False) as watched:
        page = watched.page
        assert page.locator("#what-if").is_hidden() or not page.locator("#what-if").count()
        assert all(not cell.is_visible() for cell in page.query_selector_all(".try"))
        for fold in page.query_selector_all("details.fold > summary"):
            fold.click()
        assert page.locator("main").inner_text() > ""


def pdf(watched: Watched, place: Path) -> list[str]:
    """Print a page and give the text of each sheet of paper."""
    watched.page.pdf(path=str(place), prefer_css_page_size=True)
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("WHAT IS PRINTED IS NOT LOOKED AT: install pdftotext (Debian: poppler-utils)")
    text = subprocess.run([tool, place, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


@pytest.mark.parametrize(
    ("name", "most"),
    [("contoh-id", 30), ("blitar-en", 7), ("kemenko-id", 16), ("pemdi-en", 9), ("errors-en", 2)],
)
@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_prints_on_a_sane_number_of_sheets_none_of_them_empty(
    name: str, most: int, scripts: bool, browser: Any, pages: dict[str, Path], tmp_path: Path
) -> None:
    with Watched(browser, pages[name], java_script_enabled=scripts) as watched:
        sheets = pdf(watched, tmp_path / "report.pdf")
    assert 1 <= len(sheets) <= most
    for sheet in sheets:
        assert len(sheet.split()) > 12
    whole = "\n".join(sheets)
    if name == "contoh-id":  # what is folded on the screen is open on paper
        assert "Tingkat berikutnya" in whole
        assert "perubahan-arsitektur.txt" in whole
        assert "Andaikan" not in whole


def test_words_without_an_end_push_nothing_aside(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    evidence = f"[{'e' * 300}, 'https://x.id/{'u' * 300}']"
    answer = f"{{level: 3, target: 4, note: {'n' * 500}, evidence: {evidence}}}"
    answers: dict[str, object] = dict.fromkeys(map(str, range(1, 48)), answer)
    opds = f"{{{'o' * 90}: {{name: {'N' * 150}, owns: [1-47]}}}}"
    settings = {"institution": f"Kota {'x' * 400}", "province": "p" * 200, "opds": opds}
    for year in (2023, 2024):
        text = assessment(answers, year=year, **settings)
        Path(f"{year}.yaml").write_text(text, encoding="utf-8")
    assert main(["render", "-q", ".", "-o", "a.html"]) == 0
    for viewport in (PHONE, DESK):
        with Watched(browser, tmp_path / "a.html", viewport=viewport) as watched:
            for fold in watched.page.query_selector_all("summary"):
                fold.click()
            width = watched.page.evaluate("document.documentElement.scrollWidth")
            assert width <= viewport["width"]


def test_hostile_text_does_nothing_in_a_browser(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tricks = (
        "<script>boo()</script>", "</script><script>boo()</script>", "<img src=x onerror=boo()>",
        "\\\" onmouseover=\\\"boo()", "</title></style><svg onload=boo()>", "{{ 7*7 }}{% raw %}",
        "]]><!--", "<a href='javascript:boo()'>x</a>", "\\u202egnp", "\\u2028boo()",
        "}</style><style>*{display:none}", "&lt;b&gt;&#x3c;script>",
    )  # fmt: skip
    text = "".join(tricks)
    evidence = "[https://example.org/<b>'x, {file: 'javascript:boo()'}, {file: 'data:text/html,x'}]"
    answers: dict[str, object] = {str(n): 3 for n in range(1, 48)}
    answers["1"] = f'{{level: 3, note: "{text}", evidence: {evidence}}}'
    opds = f'{{a: {{name: "{text}", owns: [1], answers: {{1: 2}}}}}}'
    Path("a.yaml").write_text(
        assessment(answers, institution=f'"{text}"', province=f'"{text}"', opds=opds),
        encoding="utf-8",
    )
    assert main(["render", "-q", "a.yaml", "-o", "a.html"]) in {0, 1}
    with Watched(browser, tmp_path / "a.html") as watched:
        page = watched.page
        for fold in page.query_selector_all("summary"):
            fold.click()
        page.mouse.move(100, 100)
        assert watched.said == []
        assert watched.asked == [(tmp_path / "a.html").as_uri()]
        assert page.evaluate("document.scripts.length") == 2
        assert page.locator("img, iframe, object, embed, form, base").count() == 0
        attributes = page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name))"
        )
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        links = page.evaluate(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
        )
        assert [one for one in links if not one.startswith("#")] == ["https://example.org/<b>'x"]
        assert page.locator("h1").inner_text().startswith("<script>boo()</script></script>")
        assert "\u202e" not in page.content()
