"""The records of the services directory: the services, and the words by which families look for them."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, PlainValidator, model_validator

from sendsite.crafts.source.fields import (
    AnyDate,
    Day,
    Email,
    Number,
    Phone,
    Record,
    Slug,
    Summary,
    Text,
    Title,
    Web,
    wrong,
)

ALL: Final = "all"


def _all_or_names(value: object) -> str | tuple[str, ...]:
    if isinstance(value, str) and value == ALL:
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return tuple(" ".join(item.split()) for item in value)
    hint = f"Write {ALL} where it leaves nobody out, or the names in square brackets, with commas between them."
    return wrong(f"must be “{ALL}” or a list of names", hint)


# Whom something is for: everybody, those named, or nobody knows (an empty tuple).
Scope = Annotated[Literal["all"] | tuple[str, ...], PlainValidator(_all_or_names)]


class Choice(Record):
    """Something that families can look for: a category or a need."""

    id: Slug
    name: Title
    summary: Summary | None = None


class AgeBand(Choice):
    """A stage of life, from one birthday to the day before another; both ages in whole years, and both within it."""

    youngest: Number
    oldest: Number

    @model_validator(mode="after")
    def _in_order(self) -> AgeBand:
        if self.oldest < self.youngest:
            wrong("is less than “youngest”", "Change one of the two.", field="oldest")
        return self


class Directory(Record):
    """``directory.yaml``."""

    categories: tuple[Choice, ...] = ()
    ages: tuple[AgeBand, ...] = ()
    needs: tuple[Choice, ...] = ()


class Reach(Record):
    """A further way to reach a service."""

    name: Text
    phone: Phone | None = None
    email: Email | None = None
    website: Web | None = None
    address: Text | None = None
    note: Text | None = None


class Service(Record):
    """Something that families can use. What its sources do not say is left out, and shown as not stated.

    Its ``id`` is the last part of its address. The ages are in whole years, and both within its reach.
    """

    id: Slug
    name: Title
    category: Slug
    summary: Summary
    provider: Text | None = None
    what: Text | None = None
    for_whom: Text | None = None
    needs: Scope = ()
    age_from: Number | None = None
    age_to: Number | None = None
    age_note: Text | None = None
    districts: Scope = ()
    area_note: Text | None = None
    how_to_get: Text | None = None
    how_decided: Text | None = None
    cost: Text | None = None
    phone: Phone | None = None
    email: Email | None = None
    website: Web | None = None
    hours: Text | None = None
    address: Text | None = None
    access: Text | None = None
    contacts: tuple[Reach, ...] = ()
    note: Text | None = None
    dated: AnyDate | None = None
    checked: Day | None = None
    sources: tuple[Web, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Service:
        if self.age_from is not None and self.age_to is not None and self.age_to < self.age_from:
            wrong("is less than “age_from”", "Change one of the two.", field="age_to")
        return self


class Services(Record):
    """``services.yaml``, and each ``services-….yaml`` beside it."""

    services: tuple[Service, ...] = ()
