"""The report is one whole page that needs no network, hides no failure and is written whole or not at all."""

import json
import math
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

import onnes.experiments
from onnes.errors import InputError
from onnes.materials import material
from onnes.measurements import Fact
from onnes.plots.style import figure
from onnes.report import page, write
from onnes.report.demands import worst_factor
from onnes.report.names import opening, printed
from onnes.report.slips import slips
from onnes.report.standings import verdict_sentences
from onnes.report.typeset import typeset
from onnes.report.words import inputs_in_words, sign_in_words, value_in_words
from onnes.results import Array, Reading, Result
from onnes.theories import names as theory_names
from onnes.theories import observable, observables, theory
from onnes.trial import CONTROL, compare, run_trial
from onnes.trial.requirements import by_parameter

VOID = {"meta", "link", "img", "br", "hr", "input", "source", "col"}


class Page(HTMLParser):
    """Reads a page and complains about what does not close."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.loads, self.words = [], [], [], [], []
        self.tables, self.section = [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        self.section = given["id"] if tag == "section" else self.section
        self.tables += [(self.section, "details" in self.open)] if tag == "table" else []
        self.loads += [given[key] for key in ("src", "poster", "data", "srcset") if key in given]
        self.loads += [given["href"]] if tag in ("link", "image", "use") and "href" in given else []
        self.loads += [given["xlink:href"]] if "xlink:href" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        self.words.append(data)


def run_of(expelled, law, arrays=None):
    return Result(
        experiment="field-cooling",
        theory="conventional",
        material="Nb",
        inputs={"field": {"value": 0.01, "unit": "T"}, "law": law, "cooling": "front", "sequence": "field-cooled"},
        readings={
            "expelled_fraction": Reading(expelled, "", None, "part of the flux that left"),
            "time_to_90_percent": Reading(1.5e-9 if expelled > 0.9 else None, "s"),
        },
        arrays=arrays or {},
        status="completed",
    )


@pytest.fixture(scope="module")
def trial():
    return run_trial("Pb,Sn,Al,Nb,V", simulations={"Sn": run_of(0.997, "tdgl"), "uniform": run_of(-0.064, "tdgl"),
                                                   CONTROL: run_of(0, "perfect-conductor")})


@pytest.fixture(scope="module")
def small():
    """Quick to write: no theory with drawings of many materials."""
    return run_trial("Pb", "macroscopic", simulations={})


@pytest.fixture(scope="module")
def text(trial):
    return page(trial)


@pytest.fixture(scope="module")
def read(text):
    return Page(text)


def test_the_page_is_well_formed(text, read):
    assert text.startswith("<!DOCTYPE html>")
    assert not read.open, f"left open: {read.open}"
    assert len(read.ids) == len(set(read.ids))


def test_every_drawing_is_well_formed_and_takes_the_colours_of_the_page(text):
    drawings = re.findall(r"<svg .*?</svg>", text, flags=re.DOTALL)
    assert len(drawings) >= 4
    for drawing in drawings:
        assert ElementTree.fromstring(drawing).tag.endswith("svg")
        assert "currentColor" in drawing
        fixed = re.sub(r"var\(--mark-\d, #[0-9A-F]{6}\)", "", drawing)
        assert not re.findall(r"#[0-9a-fA-F]{6}\b", fixed), "a colour that a dark page cannot change"
        assert 'role="img"' in drawing


def test_nothing_is_fetched(text, read):
    assert all(one.startswith(("data:", "#")) for one in read.loads), read.loads
    assert not re.search(r"url\((?!#)", text)
    assert "@import" not in text
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", text)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|import\(", text)


def test_every_link_leads_somewhere_on_the_page(read):
    for link in read.links:
        assert link.startswith("#")
        assert link[1:] in read.ids, f"{link} leads nowhere"


def test_the_page_says_everything(text, read):
    words = " ".join(read.words)
    for name in theory_names():
        assert f"theory-{name}" in read.ids
    for one in observables():
        assert typeset(opening(printed(one.name))) in text
    for equation in ("H20", "W20", "W25", "W28", "W33", "M4", "M5", "Z7"):
        assert equation in words
    assert "No measured profile of B inside a current-carrying type I wire" in words
    assert "99.7 % of the flux" in words
    assert "the flux inside grew by 6.4 %" in words, "compression is told in words"
    assert "pure metal, cooled slowly, expels the field" in words, "the perfect conductor is convicted"
    assert "Acceleration alone" in words


def test_the_sentences_say_what_the_scores_say(trial, text):
    bits = {name: trial.standing(name).bits for name in theory_names()}
    lead, calibrated, expulsion = verdict_sentences(trial)
    assert "computed and right by conventional" in expulsion
    assert "wrong by chain" in expulsion
    named = {name for name in bits if name in lead.lower()}
    assert named == {name for name, one in bits.items() if one is not None and one > 0}
    assert lead in re.sub(r"<[^>]*>", "", text)
    wide = {name for name in bits if name in calibrated.lower()}
    assert wide == {name for name in bits if (trial.standing(name).within_two or 0) >= 0.81}
    assert "Os, T\u2060c and Zr" in typeset("Os, Tc and Zr of Tc = 3 K")
    assert "T<sub>c</sub> = 3 K" in typeset("Os, Tc and Zr of Tc = 3 K")
    nobody = run_trial("Pb", "chain", simulations={})
    assert verdict_sentences(nobody)[0].startswith("No theory tells more")
    assert verdict_sentences(run_trial("Li", "macroscopic", simulations={})) is not None


def test_the_worst_factor_of_one_value_is_that_of_the_predictions(trial):
    """xi of Weisskopf stands in an exponent, exp(-2 pi xi e_F/e_A): values close together are far apart in Tc."""
    needed = by_parameter(trial.requirements)
    xi = needed["pair", "xi"]
    middle = sorted((one.value for one in xi), key=abs)[len(xi) // 2]
    exponents = []
    for one in xi:
        gaps = [theory("pair").predict("gap", material(one.material), {"xi": x}).value for x in (1.0, 2.0)]
        exponents.append(abs(math.log(gaps[0] / gaps[1]) * (one.value - middle)))
    assert worst_factor(xi) == pytest.approx(math.exp(max(exponents)), rel=1e-6)
    assert worst_factor(needed["macroscopic", "carrier_charge"]) < 1.3
    assert worst_factor(xi[:1]) == pytest.approx(1.0)


def test_nothing_is_called_scored_that_was_asserted(trial, read):
    """Facts are counted by predictions that score, and every theory says how many of its answers it asserts."""
    words = " ".join(read.words)
    assert f"{sum(c.verdict.scored for c in trial.comparisons)} predictions" in words
    for name in theory_names():
        asserted = {c.observable for c in trial.of(name) if c.prediction.asserted and not c.prediction.silent}
        assert f"asserts {len(asserted)} without" in words


@pytest.mark.parametrize(("text", "shown"), [
    ("Phi_0", "Φ<sub>0</sub>"), ("10^4.7", "10<sup>4.7</sup>"), ("within a factor 10^4.1.", "10<sup>4.1</sup>."),
    ("k Tc = exp(-1/N(0)V)", "k T<sub>c</sub> = exp(-1/N(0)V)"), ("alpha^2F(Omega)", "α<sup>2</sup>F(Ω)"),
    ("(1 - t^4)^(-1/2)", "(1 - t<sup>4</sup>)<sup>-1/2</sup>"), ("lambda_L <b>", "λ<sub>L</sub> &lt;b&gt;"),
    ("sqrt2 kappa Bc2", "√2 κ B<sub>c2</sub>"), ("the critical pile alphabet", "the critical pile alphabet")])
def test_mathematics_is_typeset(text, shown):
    assert shown in typeset(text)


def test_no_mathematics_is_left_in_typewriter_style(text):
    visible = words_of(re.sub(r'<th scope="row">Tc</th>|T\u2060c', "", text))  # technetium
    assert not re.findall(r"\S*\w\^\S*", visible)
    assert not re.findall(r"\b[a-zA-Zα-ωΑ-Ω]+_\w+", visible)
    assert not re.findall(r"\b(?:Delta|Phi|Omega|hbar|kappa|lambda|omega|sqrt)\b(?!-)", visible)
    assert not re.findall(r"\b[TBH]c[12]?\b", visible)


def words_of(text):
    """Return what a reader sees of a page, drawings included, code left out."""
    shown = re.sub(r"<(script|style|code|footer).*?</\1>|<span class=\"name\">.*?</span>", " ", text, flags=re.DOTALL)
    tagged = re.sub(r"<(su[bp]|tspan)[^>]*>(.*?)</\1>", "\u2060\\2", shown)
    return unescape(re.sub(r"<[^>]*>", " ", tagged))


def test_proper_names_have_their_capitals(text):
    names = ("bardeen|cooper|coulomb|debye|eliashberg|faber|fermi|ginzburg|hall|hebel|josephson|knight|landau|london|"
             "meissner|pauli|silsbee|slichter|weisskopf|nmr|ac|bcs")
    visible = words_of(text)
    assert not re.findall(rf"\b(?:{names})\b.{{0,20}}", visible)
    for name in ("London moment sign", "Knight shift drop", "NMR peak", "Josephson constant", "Silsbee's rule"):
        assert name in visible


def test_heads_and_names_in_tables_begin_alike(text):
    heads = re.findall(r'<th scope="(?:col|row)"[^>]*>(?:<a [^>]*>)?([^<]+)', text)
    assert len(heads) > 100
    assert not [one for one in heads if re.match(r"[a-z]{3,} ", one)]


@pytest.mark.parametrize(("name", "shown"), [
    ("knight_shift_drop", "Knight shift drop"), ("london_depth_0", "London depth at 0 K"), ("nmr_peak", "NMR peak"),
    ("hc3_over_hc2", "Hc3 over Hc2"), ("two_fluid_depth_law", "two-fluid depth law"), ("gap", "gap")])
def test_names_are_printed_with_capitals(name, shown):
    assert printed(name) == shown


@pytest.mark.parametrize(("text", "begun"), [
    ("critical field", "Critical field"), ("a solid body", "A solid body"), ("k Tc = E", "k Tc = E"),
    ("d ln Tc/d ln V", "d ln Tc/d ln V"), ("dv/dt = 0", "dv/dt = 0"), ("kappa", "kappa"),
    ("alpha in Tc", "alpha in Tc"), ("delta of the wall", "delta of the wall"), ("", "")])
def test_phrases_begin_with_a_capital_and_formulas_do_not(text, begun):
    assert opening(text) == begun
    assert typeset(text)[:1].lower() == typeset(begun)[:1].lower(), "no delta becomes a Delta"


def test_colour_never_speaks_alone(text):
    cells = re.findall(r'<td class="cell [a-z]+" title[^>]*>(.*?)</td>', text)
    assert len(cells) == len(theory_names()) * len(observables())
    assert all(re.search(r'class="word">[^<]+<', one) for one in cells)


def test_what_is_quoted_cannot_become_markup(small):
    sly = Fact("x", "gap_ratio", 4.3, uncertainty=0.1, source='<script>alert("Tc")</script>', material="Pb")
    one = compare(small.of("macroscopic", "gap_ratio")[0].prediction, sly, observable("gap_ratio"))
    shown = page(replace(small, comparisons=(*small.comparisons, one)))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_slips_carry_their_numbers():
    by_equation = {one.equation: one for one in slips()}
    assert "97.9 nm" in by_equation["W33"].number
    assert "27.6 nm" in by_equation["W33"].number
    assert "-2.29 µeV" in by_equation["Z7"].number
    assert "4.92e+04" in by_equation["W25"].number
    assert all(one.printed != one.right and re.search(r"\d", one.number) for one in slips())
    assert len(by_equation) == len(slips())


def test_slips_are_those_of_the_page_of_equations():
    """Each has a row in docs/equations.md, and each row is in the report."""
    page = (Path(__file__).parents[2] / "docs" / "equations.md").read_text()
    rows = {row.split("|")[1].strip() for row in page.split("## Slips")[1].splitlines() if row.startswith("|")}
    assert {one.equation for one in slips()} == rows - {"code", "---"}


def test_numbers_of_the_slips_of_the_second_reading():
    numbers = {one.equation: one.number for one in slips()}
    for equation, found in {"H, Fig. 5": "E_x = +", "H56": "+742.1 m/s", "H59": "sphere 0.667", "H, Fig. 8": "3.142 λ",
                            "H, ref. [36]": "1.111", "W16": "-0.0187", "W17": "+0.9998 l/R by quadrature, +0.9998",
                            "W18": "0.0026", "W33, footnote": "274.072 a_B", "A1": "1.273 e²ta²/ħ² counted",
                            "A2": "+0.900", "Z5, Z17": "39.6 mT", "Z15": "0.50 mT"}.items():
        assert found in numbers[equation], equation


@pytest.fixture
def drawn(monkeypatch):
    """An apparatus that draws quickly; counts how often it was asked."""

    class Apparatus:
        asked: ClassVar[list[str]] = []

        @classmethod
        def plot(cls, result):
            still, ax = figure(size=(1, 1))
            ax.plot(result.arrays["time"].values, result.arrays["time"].values)
            cls.asked.append("picture")
            return still

        @classmethod
        def film(cls, result, path):
            cls.asked.append("film")
            path.write_bytes(b"\x00\x00\x00\x18ftypmp42 a film")

    monkeypatch.setattr(onnes.experiments, "experiments", lambda: {"field-cooling": Apparatus})
    return Apparatus


def with_fields(trial):
    time = {"time": Array(np.linspace(0, 1, 5), ("time",), "s")}
    return replace(trial, simulations={"Sn": run_of(0.997, "tdgl", time),
                                        CONTROL: run_of(0, "perfect-conductor", time)})


def test_what_a_reader_needs_is_printed(read):
    """Folded parts are not printed: tables of single facts, of inputs, and of observables that score no theory."""
    assert sum(folded for _, folded in read.tables) > 50
    for section in ("verdict", "demanded", "slips"):
        folded = [folded for name, folded in read.tables if name == section]
        assert folded.count(False) == len(folded) > 0, section
    assert [folded for name, folded in read.tables if name == "matrix"] == [False, True]
    assert all(folded for name, folded in read.tables if name == "theories")
    assert "beforeprint" not in " ".join(read.words), "nothing unfolds a hundred pages of tables"


def test_all_files_are_there_and_the_page_holds_its_pictures(small, drawn, tmp_path):
    files = write(with_fields(small), tmp_path / "new" / "folder")
    assert (drawn.asked.count("picture"), drawn.asked.count("film")) == (2, 1), "the control has no film"
    assert sorted(one.name for one in files) == sorted(one.name for one in (tmp_path / "new" / "folder").iterdir())
    assert {one.suffix for one in files} == {".html", ".json", ".png", ".mp4"}
    whole = Page(files[0].read_text(encoding="utf-8"))
    assert sum(one.startswith("data:image/png;base64,") for one in whole.loads) == 2
    assert sum(one.startswith("data:video/mp4;base64,") for one in whole.loads) == 1
    words = " ".join(whole.words)
    assert (words.count("The same run in one picture."), words.count("The run in one picture.")) == (1, 1)
    assert {"#picture-1", "#picture-2", "#run-1", "#run-2"} <= set(whole.links), "opened at full size, and closed"


def test_numbers_file_is_strict_json(small, tmp_path):
    write(small, tmp_path)
    refuse = lambda word: pytest.fail(f"{word} is no JSON")  # noqa: E731
    back = json.loads((tmp_path / "trial.json").read_text(encoding="utf-8"), parse_constant=refuse)
    assert back == json.loads(json.dumps(small.as_dict()))


def test_a_report_without_simulations_is_a_report(tmp_path):
    alone = run_trial("Pb", "chain", simulations={})
    files = write(alone, tmp_path)
    assert [one.name for one in files] == ["report.html", "trial.json"]
    assert not Page(files[0].read_text(encoding="utf-8")).open


def test_a_theory_that_scores_nothing_is_a_report():
    assert not Page(page(run_trial("Li", "macroscopic", simulations={}))).open


def test_where_nothing_can_be_written_nothing_is(small, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(InputError, match="out"):
        write(small, blocked / "folder")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_an_error_on_the_way_leaves_no_half_report(small, drawn, tmp_path, monkeypatch):
    def fail(result, path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drawn, "film", fail)
    out = tmp_path / "out"
    with pytest.raises(InputError, match="No space left"):
        write(with_fields(small), out)
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize(
    ("value", "uncertainty", "unit", "words"),
    [
        (7.196, 0.006, "K", "7.1960 ± 0.0060 K"),
        (0.0803, 1e-4, "T", "80.30 ± 0.10 mT"),
        (5e-8, None, "m", "50 nm"),
        (1.602176634e-22, None, "J", "1 meV"),
        (True, None, "", "yes"),
        (None, None, "K", "—"),
        (0.46, 0.01, "", "0.460 ± 0.010"),
    ],
)
def test_values_in_words(value, uncertainty, unit, words):
    assert value_in_words(value, uncertainty, unit) == words


def test_signs_and_inputs_in_words():
    assert [sign_in_words(one) for one in (-3e-10, 0.2, 0, None)] == ["−", "+", "0", "—"]
    note = {"value": 0.3e-9, "unit": "m", "uncertainty": None, "kind": "derived"}
    assert inputs_in_words({"nearest_neighbour_distance": note}) == "nearest neighbour distance 300 pm (derived)"
