"""The words for how a run ended."""

from typing import get_args

import pytest

from onnes import load
from onnes.results import SUCCESSFUL, Reading, Result, Status, status_of


@pytest.mark.parametrize("status", get_args(Status))
def test_a_run_is_successful_if_it_reached_its_end_or_converged(status):
    assert Result("e", "t", "", {}, {}, status=status).ok == (status in ("completed", "converged"))
    assert status_of(status) == status


def test_a_file_with_the_former_word_is_read(tmp_path):
    former = Result("e", "t", "", {}, {"r": Reading(1.0)}, status="stopped")  # type: ignore[arg-type]
    loaded = load(former.save(tmp_path / "former.h5"))
    assert loaded.status == "completed"
    assert loaded.status in SUCCESSFUL
