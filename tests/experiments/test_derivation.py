"""The derivation as an experiment: counts, remainders, a page that stands alone."""

import re
from html.parser import HTMLParser

import pytest

from onnes.cli.run import write_files
from onnes.errors import InputError
from onnes.experiments import experiment, experiments


@pytest.fixture(scope="module")
def derived():
    return experiment("derivation").run()


def test_the_counts_and_the_remainders(derived):
    assert derived.status == "converged"
    assert derived["holding"] == derived["steps_holding"] == 22
    assert derived["failing"] == derived["remainders_confirmed"] == 8
    assert derived["slips_failing"] == derived["unassumed_failing"] == 4
    assert derived["space_part"] == derived["continuity"] == "0"
    assert derived["space_part_printed"] == "I*hbar*q*div(A)*Psi_0/(2*m)"
    assert derived["density_printed"] == "Psi_0**2 - Psi_0"
    assert derived["second_josephson_moving"] == "m*dot(v, v)/2"
    assert derived.arrays["holds"].values.sum() == 22
    assert ((derived.arrays["remaining_terms"].values == 0) == (derived.arrays["holds"].values == 1)).all()


@pytest.mark.long
def test_without_divergence_the_printed_form_holds():
    coulomb = experiment("derivation", gauge="coulomb").run()
    assert coulomb["space_part_printed"] == "0"
    assert coulomb["slips_failing"] == 2


class Balance(HTMLParser):
    """The elements that are open."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.seen += [tag, *(f"{name}={value}" for name, value in attrs)]
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_written_and_needs_no_network(derived, tmp_path, monkeypatch):
    drawn = staticmethod(lambda result, path: path.write_bytes(b"drawn elsewhere"))
    monkeypatch.setattr(experiments()["derivation"], "plot", drawn)
    result = write_files(experiment("derivation"), derived, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"result.h5", "result.json", "picture.png", "page.html"}
    assert str(tmp_path / "page.html") in result.files
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    read = Balance()
    read.feed(text)
    assert not read.open
    assert read.seen.count("article") == 30
    assert read.seen.count("class=fails") == 8
    assert not [each for each in read.seen if re.match(r"(src|href)=", each)]
    assert "url(" not in text
    assert "@import" not in text
    assert "http" not in text


def test_an_experiment_without_a_page_says_so():
    with pytest.raises(InputError, match="page"):
        experiments()["orbit"].page(None)


@pytest.mark.parametrize(("inputs", "name"), [({"gauge": "lorenz"}, "gauge"), ({"density": ""}, "density"),
                                              ({"material": "Nb"}, "material"), ({"theory": "hole"}, "theory")])
def test_what_it_cannot_derive_is_refused(inputs, name):
    with pytest.raises(InputError, match=name):
        experiment("derivation", **inputs)
