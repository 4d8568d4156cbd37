"""The questions that indicators rest on, and how each is answered."""

from collections.abc import Mapping
from enum import StrEnum


class Scale(StrEnum):
    """What an answer may be."""

    RATING = "rating"  # 1 to 5
    YES_NO = "yes_no"


SCALES: Mapping[str, Scale] = {
    "useful_for_work": Scale.RATING,
    "uses_skills": Scale.YES_NO,
    "helpful_for_integration": Scale.RATING,
}
