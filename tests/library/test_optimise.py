"""Fitting: what is learnt from reviews is used where later reviews agree, and else refused."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quiz.core.events import EventKind
from quiz.core.fsrs6 import DEFAULTS, fsrs, sound
from quiz.core.rating import Rating
from quiz.core.scoring import Prediction, auc, calibration, log_loss, predictions, rmse_bins
from quiz.library.honesty import honesty
from quiz.library.optimise import LEAST, adopt, fit, histories, optimise, shrunk
from quiz.store.progress import Progress

OTHER = (0.9, 3.0, 9.0, 25.0, 6.0, 0.8, 3.0, 0.001, 2.6, 0.15, 1.4, 1.6, 0.05, 0.3, 1.7, 0.5, 2.0, 0.5, 0.1, 0.06, 0.3)  # fmt: skip


def learner(parameters, cards, seed=3):
    """Reviews of a learner whose memory is FSRS under these parameters."""
    drawn, model = random.Random(seed), fsrs(parameters)
    found = {}
    for n in range(cards):
        day, told = 739_000 + drawn.randrange(200), []
        rating = drawn.choices((1, 2, 3, 4), (2, 1, 6, 2))[0]
        stability, difficulty = model.first(rating)
        told.append((rating, day))
        for _ in range(7):
            gap = max(1, round(stability * drawn.uniform(0.3, 2.5)))
            day += gap
            recalled = drawn.random() < model.recall(stability, gap)
            rating = drawn.choices((2, 3, 4), (1, 7, 2))[0] if recalled else 1
            stability, difficulty = model.next(stability, difficulty, gap, rating)
            told.append((rating, day))
        found[f"mill/f{n}/when"] = told
    return found


def test_a_learner_unlike_the_defaults_is_fitted_and_the_gain_is_shown():
    done = optimise(learner(OTHER, 700), None)
    assert not done.refused
    assert done.after < done.before == done.defaults
    assert f"{done.after:.4f}" in done.why
    assert sound(done.parameters)


def test_a_learner_like_the_defaults_is_left_alone_or_gains():
    done = optimise(learner(DEFAULTS, 150), None)
    assert done.refused or done.after < done.before


@pytest.mark.parametrize("cards", [0, 1, 5])
def test_few_reviews_are_not_fitted(cards):
    done = optimise(learner(OTHER, cards), None)
    assert done.refused
    assert "few" in done.why or "no reviews" in done.why
    assert fit(learner(OTHER, cards))[0] == DEFAULTS
    assert LEAST > 7 * 5


def test_reviews_without_a_lapse_are_not_fitted_to_nonsense():
    always = {f"c{n}": [(3, 739_000 + n), (3, 739_003 + n), (3, 739_010 + n)] for n in range(60)}
    done = optimise(always, None)
    assert done.refused or sound(done.parameters)


def test_a_fit_is_drawn_toward_the_defaults_the_more_the_less_is_known():
    assert shrunk(OTHER, 0) == DEFAULTS
    half = shrunk(OTHER, 2000)
    assert half == pytest.approx([(a + b) / 2 for a, b in zip(OTHER, DEFAULTS, strict=True)])


def test_adopting_is_an_event_and_settings_keep_it(tmp_path):
    moment = [datetime(2024, 5, 6, 18, 0, tzinfo=UTC)]
    with Progress.open(tmp_path / "p.db", lambda: moment[0]) as progress:
        for n in range(60):
            moment[0] += timedelta(days=2)
            progress.append(EventKind.REVIEW, f"mill/f{n % 5}/when", rating=Rating(1 + n % 4))
        assert honesty(progress).log_loss == honesty(progress).defaults
        adopt(progress, OTHER)
        progress.use(replace(progress.plan, parameters=None, retention=0.8))
        assert progress.plan.parameters == OTHER
        assert progress.verify() == []
        assert honesty(progress).log_loss != honesty(progress).defaults
        assert sum(len(h) for h in histories(progress).values()) == 60
        adopt(progress, None)
        assert progress.plan.parameters is None
        assert progress.verify() == []


def test_measures_are_those_of_their_definitions():
    told = [Prediction(0.9, True, 3, 2, 0), Prediction(0.6, False, 3, 2, 0), Prediction(0.8, True, 9, 4, 1)]  # fmt: skip
    assert log_loss(told) == pytest.approx((0.10536 + 0.91629 + 0.22314) / 3, abs=1e-4)
    assert rmse_bins(told) == pytest.approx(((2 * 0.25**2 + 0.2**2) / 3) ** 0.5)
    assert auc(told) == 1
    assert auc([replace(p, chance=0.5) for p in told]) == 0.5
    assert [(b.number, b.actual) for b in calibration(told)] == [(1, 0.0), (1, 1.0), (1, 1.0)]


def test_only_reviews_a_day_or_more_apart_are_foretold():
    told = list(predictions([(3, 10), (3, 10), (3, 14), (1, 14), (3, 20)], fsrs(None)))
    assert [(p.days, p.recalled, p.reviews, p.lapses) for p in told] == [(4, True, 2, 0), (6, True, 4, 0)]  # fmt: skip
