"""The sheets of the programme workbook, in the order in which they stand in it."""

from __future__ import annotations

from dataclasses import replace

from data_access.sheets import choices
from data_access.sheets.column import Column, Kind, Reference, Sheet

CODE, TEXT, DATE, WHOLE, NUMBER = Kind.CODE, Kind.TEXT, Kind.DATE, Kind.WHOLE, Kind.NUMBER
HOURS, YES_NO, CHOICE, IDENTITY, ANSWER = Kind.HOURS, Kind.YES_NO, Kind.CHOICE, Kind.IDENTITY, Kind.ANSWER

IN_ORGANISATIONS = Reference("organisations", "organisation")
IN_COHORTS = Reference("cohorts", "cohort")
IN_SESSIONS = Reference("sessions", "session")
IN_DIMENSIONS = Reference("dimensions", "dimension")
IN_PRACTICES = Reference("practices", "practice")
IN_MILESTONES = Reference("milestones", "milestone")
IN_PARTICIPANTS = Reference("participants", "participant")
IN_MEMBERS = Reference("members", "member")
IN_PERIODS = Reference("periods", "period")


def _names(stem: str = "name", fi: str = "nimi", sv: str = "namn", en: str = "name") -> tuple[Column, Column, Column]:
    return (
        Column(f"{stem}_fi", TEXT, f"{fi} suomeksi", f"{sv} på finska", f"{en} in Finnish"),
        Column(f"{stem}_sv", TEXT, f"{fi} ruotsiksi", f"{sv} på svenska", f"{en} in Swedish"),
        Column(f"{stem}_en", TEXT, f"{fi} englanniksi", f"{sv} på engelska", f"{en} in English"),
    )


def _person() -> tuple[Column, ...]:
    return (
        Column("gender", CHOICE, "sukupuoli", "kön", "gender", choices=choices.GENDER),
        Column("born_on", DATE, "syntymäaika", "födelsedatum", "date of birth", lowest_year=1900),
        Column("age_group", CHOICE, "ikäryhmä", "åldersgrupp", "age group", choices=choices.AGE_GROUP),
        Column(
            "third_country_national",
            YES_NO,
            "kolmannen maan kansalainen",
            "tredjelandsmedborgare",
            "third-country national",
        ),
        Column("project_staff", YES_NO, "hankkeen henkilöstöä", "projektpersonal", "project staff"),
    )


def _follow_up(end: str, days: int, fi: str, sv: str, en: str) -> Column:
    return Column(f"follow_up_{end}_days", WHOLE, fi, sv, en, default=days, lowest=0)


_ORGANISATION = Column(
    "organisation", CODE, "organisaatio", "organisation", "organisation", required=True, refers=IN_ORGANISATIONS
)
_SESSION = Column("session", CODE, "tilaisuus", "tillfälle", "session", required=True, refers=IN_SESSIONS)
_PARTICIPANT = Column("participant", IDENTITY, "osallistuja", "deltagare", "participant", required=True)
_PRESENT = Column("present", YES_NO, "läsnä", "närvarande", "present", default=True)

PROGRAMME = Sheet(
    "programme", "ohjelma", "program", "programme",
    (
        Column("code", CODE, "tunnus", "kod", "code", required=True),
        *_names(),
        Column("starts_on", DATE, "alkaa", "börjar", "starts on", required=True),
        Column("ends_on", DATE, "päättyy", "slutar", "ends on", required=True),
        Column("funder", TEXT, "rahoittaja", "finansiär", "funder"),
        Column("funding_decision", TEXT, "avustuspäätös", "understödsbeslut", "funding decision"),
        Column("responsible_unit", TEXT, "vastuuyksikkö", "ansvarig enhet", "responsible unit"),
        Column("partners", TEXT, "kumppanit", "partner", "partners"),
        _follow_up("from", 80, "seurantakysely alkaa, päivää", "uppföljning från, dagar", "follow-up from, days"),
        _follow_up("to", 120, "seurantakysely päättyy, päivää", "uppföljning till, dagar", "follow-up to, days"),
        Column("counts", CHOICE, "lasketaan", "räknas", "counts", choices=choices.COUNTS, default="target_group"),
    ),
    key=("code",), shared=True, turned=True,
)  # fmt: skip
PERIODS = Sheet(
    "periods", "raportointikaudet", "rapporteringsperioder", "reporting periods",
    (
        Column("period", CODE, "kausi", "period", "period", required=True),
        Column("starts_on", DATE, "alkaa", "börjar", "starts on", required=True),
        Column("ends_on", DATE, "päättyy", "slutar", "ends on", required=True),
        Column("report_due_on", DATE, "raportin määräpäivä", "rapporten senast", "report due on"),
    ),
    key=("period",),
)  # fmt: skip
COHORTS = Sheet(
    "cohorts", "ryhmät", "omgångar", "cohorts",
    (
        Column("cohort", CODE, "ryhmä", "omgång", "cohort", required=True),
        *_names(),
        Column("starts_on", DATE, "alkaa", "börjar", "starts on", required=True),
        Column("ends_on", DATE, "päättyy", "slutar", "ends on", required=True),
    ),
    key=("cohort",),
)  # fmt: skip
ORGANISATIONS = Sheet(
    "organisations", "organisaatiot", "organisationer", "organisations",
    (
        Column("organisation", CODE, "organisaatio", "organisation", "organisation", required=True),
        Column("name", TEXT, "nimi", "namn", "name", required=True),
        Column("name_sv", TEXT, "nimi ruotsiksi", "namn på svenska", "name in Swedish"),
        Column("name_en", TEXT, "nimi englanniksi", "namn på engelska", "name in English"),
        Column("parent", CODE, "emo-organisaatio", "moderorganisation", "parent", refers=IN_ORGANISATIONS),
        Column("authority", CHOICE, "viranomainen", "myndighet", "authority", choices=choices.AUTHORITY),
        Column("sector", CHOICE, "sektori", "sektor", "sector", required=True, choices=choices.SECTOR),
        Column("region", TEXT, "alue", "region", "region"),
        Column("cohort", CODE, "ryhmä", "omgång", "cohort", refers=IN_COHORTS),
        Column("joined_on", DATE, "liittyi", "anslöt sig", "joined on"),
        Column("left_on", DATE, "lähti", "lämnade", "left on"),
    ),
    key=("organisation",),
)  # fmt: skip
MILESTONES = Sheet(
    "milestones", "välitavoitteet", "milstolpar", "milestones",
    (
        Column("milestone", CODE, "välitavoite", "milstolpe", "milestone", required=True),
        Column("position", WHOLE, "järjestys", "ordning", "position", required=True),
        *_names(),
        Column("due_week", WHOLE, "määräviikko", "senast vecka", "due week"),
        Column("completes", YES_NO, "päättää kiihdyttämön", "avslutar processen", "completes the accelerator"),
    ),
    key=("milestone",),
)  # fmt: skip
PROGRESS = Sheet(
    "progress", "eteneminen", "framsteg", "progress",
    (
        _ORGANISATION,
        Column("milestone", CODE, "välitavoite", "milstolpe", "milestone", required=True, refers=IN_MILESTONES),
        Column("planned_on", DATE, "suunniteltu", "planerad", "planned on"),
        Column("done_on", DATE, "tehty", "klar", "done on"),
        Column("note", TEXT, "huomautus", "anmärkning", "note"),
    ),
    key=("organisation", "milestone"),
)  # fmt: skip
SESSIONS = Sheet(
    "sessions", "tilaisuudet", "tillfällen", "sessions",
    (
        Column("session", CODE, "tilaisuus", "tillfälle", "session", required=True),
        Column("kind", CHOICE, "laji", "typ", "kind", required=True, choices=choices.SESSION_KIND),
        Column("title", TEXT, "otsikko", "rubrik", "title"),
        Column("held_on", DATE, "pidetty", "hölls", "held on", required=True),
        Column("hours", HOURS, "tunnit", "timmar", "hours"),
        Column("status", CHOICE, "tila", "status", "status", choices=choices.SESSION_STATUS, default="held"),
        Column("cohort", CODE, "ryhmä", "omgång", "cohort", refers=IN_COHORTS),
        Column("organisation", CODE, "organisaatio", "organisation", "organisation", refers=IN_ORGANISATIONS),
        Column("mode", CHOICE, "toteutustapa", "form", "mode", choices=choices.MODE),
        Column("invited", WHOLE, "kutsuttuja", "inbjudna", "invited", lowest=0),
        Column("headcount", WHOLE, "läsnäolijoita", "antal närvarande", "headcount", lowest=0),
    ),
    key=("session",),
)  # fmt: skip
PARTICIPANTS = Sheet(
    "participants", "osallistujat", "deltagare", "participants",
    (
        _PARTICIPANT,
        Column("organisation", CODE, "organisaatio", "organisation", "organisation", refers=IN_ORGANISATIONS),
        *_person()[:3],
        Column("registered_on", DATE, "rekisteröity", "registrerad", "registered on", required=True),
        *_person()[3:],
    ),
    key=("participant", "organisation"), shared=True, domain="accelerator",
)  # fmt: skip
ATTENDANCE = Sheet(
    "attendance", "läsnäolot", "närvaro", "attendance",
    (
        _SESSION,
        replace(_PARTICIPANT, refers=IN_PARTICIPANTS),
        _PRESENT,
        Column("hours", HOURS, "tunnit", "timmar", "hours"),
    ),
    key=("session", "participant"), domain="accelerator",
)  # fmt: skip
MEMBERS = Sheet(
    "members", "jäsenet", "medlemmar", "members",
    (
        Column("member", IDENTITY, "jäsen", "medlem", "member", required=True),
        Column("joined_on", DATE, "liittyi", "anslöt sig", "joined on", required=True),
        Column("left_on", DATE, "lähti", "lämnade", "left on"),
        Column("region", TEXT, "alue", "region", "region"),
        *_person(),
    ),
    key=("member",), shared=True, domain="network",
)  # fmt: skip
NETWORK_ATTENDANCE = Sheet(
    "network_attendance", "verkoston läsnäolot", "närvaro i nätverket", "network attendance",
    (
        _SESSION,
        Column("member", IDENTITY, "jäsen", "medlem", "member", required=True, refers=IN_MEMBERS),
        _PRESENT,
    ),
    key=("session", "member"), domain="network",
)  # fmt: skip
DIMENSIONS = Sheet(
    "dimensions", "osa-alueet", "dimensioner", "dimensions",
    (
        Column("dimension", CODE, "osa-alue", "dimension", "dimension", required=True),
        Column("position", WHOLE, "järjestys", "ordning", "position", required=True),
        *_names(),
    ),
    key=("dimension",),
)  # fmt: skip
LEVELS = Sheet(
    "levels", "tasot", "nivåer", "levels",
    (Column("level", WHOLE, "taso", "nivå", "level", required=True), *_names()),
    key=("level",),
)  # fmt: skip
ASSESSMENTS = Sheet(
    "assessments", "itsearvioinnit", "självvärderingar", "assessments",
    (
        _ORGANISATION,
        Column("round", CHOICE, "kierros", "värderingsomgång", "round", required=True, choices=choices.ROUND),
        Column("dimension", CODE, "osa-alue", "dimension", "dimension", required=True, refers=IN_DIMENSIONS),
        Column("level", WHOLE, "taso", "nivå", "level", required=True, refers=Reference("levels", "level")),
        Column("assessed_on", DATE, "arvioitu", "värderad", "assessed on", required=True),
        Column("assessor", CHOICE, "arvioija", "värderare", "assessor", choices=choices.ASSESSOR, default="self"),
    ),
    key=("organisation", "round", "dimension", "assessor"),
)  # fmt: skip
ACTIONS = Sheet(
    "actions", "toimenpiteet", "åtgärder", "actions",
    (
        _ORGANISATION,
        Column("action", CODE, "toimenpide", "åtgärd", "action", required=True),
        Column("title", TEXT, "otsikko", "rubrik", "title"),
        Column("dimension", CODE, "osa-alue", "dimension", "dimension", refers=IN_DIMENSIONS),
        Column("due_on", DATE, "määräpäivä", "senast", "due on"),
        Column("done_on", DATE, "tehty", "klar", "done on"),
        Column("status", CHOICE, "tila", "status", "status", choices=choices.ACTION_STATUS),
    ),
    key=("organisation", "action"),
)  # fmt: skip
PRACTICES = Sheet(
    "practices", "käytännöt", "praxis", "practices",
    (
        Column("practice", CODE, "käytäntö", "praxis", "practice", required=True),
        *_names("title", "otsikko", "rubrik", "title"),
        Column("theme", TEXT, "teema", "tema", "theme"),
        Column("origin", CHOICE, "alkuperä", "ursprung", "origin", choices=choices.ORIGIN),
        Column("organisation", CODE, "organisaatio", "organisation", "organisation", refers=IN_ORGANISATIONS),
        Column("identified_on", DATE, "tunnistettu", "identifierad", "identified on"),
        Column("documented_on", DATE, "dokumentoitu", "dokumenterad", "documented on"),
        Column("reviewed_on", DATE, "arvioitu", "granskad", "reviewed on"),
        Column("published_on", DATE, "julkaistu", "publicerad", "published on"),
        Column("link", TEXT, "linkki", "länk", "link"),
    ),
    key=("practice",),
)  # fmt: skip
ADOPTIONS = Sheet(
    "adoptions", "käyttöönotot", "ibruktaganden", "adoptions",
    (
        Column("practice", CODE, "käytäntö", "praxis", "practice", required=True, refers=IN_PRACTICES),
        _ORGANISATION,
        Column("stage", CHOICE, "vaihe", "skede", "stage", required=True, choices=choices.STAGE),
        Column("reached_on", DATE, "saavutettu", "nåddes", "reached on", required=True),
        Column("evidence", TEXT, "näyttö", "underlag", "evidence"),
    ),
    key=("practice", "organisation", "stage", "reached_on"),
)  # fmt: skip
DISSEMINATION = Sheet(
    "dissemination", "levittäminen", "spridning", "dissemination",
    (
        Column("item", CODE, "aineisto", "material", "item", required=True),
        Column("practice", CODE, "käytäntö", "praxis", "practice", refers=IN_PRACTICES),
        Column("kind", CHOICE, "laji", "typ", "kind", choices=choices.DISSEMINATION_KIND),
        Column("published_on", DATE, "julkaistu", "publicerad", "published on", required=True),
        Column("channel", TEXT, "kanava", "kanal", "channel"),
        Column("audience", TEXT, "kohdeyleisö", "målgrupp", "audience"),
        Column("reach", WHOLE, "tavoittavuus", "räckvidd", "reach", lowest=0),
        Column("uptake_by", TEXT, "käyttöönottaja", "tagits i bruk av", "uptake by"),
    ),
    key=("item",),
)  # fmt: skip
RESPONSES = Sheet(
    "responses", "vastaukset", "svar", "responses",
    (
        Column("survey", CHOICE, "kysely", "enkät", "survey", required=True, choices=choices.SURVEY),
        Column("respondent", IDENTITY, "vastaaja", "svarande", "respondent"),
        Column("session", CODE, "tilaisuus", "tillfälle", "session", refers=IN_SESSIONS),
        Column("answered_on", DATE, "vastattu", "besvarad", "answered on", required=True),
        Column("question", CODE, "kysymys", "fråga", "question", required=True),
        Column("answer", ANSWER, "vastaus", "svar", "answer", required=True),
    ),
    key=("survey", "respondent", "session", "answered_on", "question"), repeats=True,
)  # fmt: skip
INDICATORS = Sheet(
    "indicators", "indikaattorit", "indikatorer", "indicators",
    (
        Column("indicator", CODE, "indikaattori", "indikator", "indicator", required=True),
        Column("baseline", NUMBER, "lähtöarvo", "utgångsvärde", "baseline"),
        Column("target", NUMBER, "tavoite", "mål", "target"),
        Column("decision", TEXT, "päätös", "beslut", "decision"),
        Column("valid_from", DATE, "voimassa alkaen", "gäller från", "valid from"),
    ),
    key=("indicator", "valid_from"),
)  # fmt: skip
TARGETS = Sheet(
    "targets", "tavoitepolku", "delmål", "targets",
    (
        Column("indicator", CODE, "indikaattori", "indikator", "indicator", required=True),
        Column("period", CODE, "kausi", "period", "period", required=True, refers=IN_PERIODS),
        Column("value", NUMBER, "arvo", "värde", "value", required=True),
    ),
    key=("indicator", "period"),
)  # fmt: skip
REPORTED = Sheet(
    "reported", "raportoitu", "rapporterat", "reported",
    (
        Column("indicator", CODE, "indikaattori", "indikator", "indicator", required=True),
        Column("period", CODE, "kausi", "period", "period", required=True, refers=IN_PERIODS),
        Column("gender", CHOICE, "sukupuoli", "kön", "gender", choices=choices.GENDER),
        Column("age_group", CHOICE, "ikäryhmä", "åldersgrupp", "age group", choices=choices.AGE_GROUP),
        Column("value", NUMBER, "arvo", "värde", "value", required=True),
        Column("submitted_on", DATE, "toimitettu", "inlämnad", "submitted on"),
    ),
    key=("indicator", "period", "gender", "age_group", "submitted_on"),
)  # fmt: skip
ANNOTATIONS = Sheet(
    "annotations", "merkinnät", "anteckningar", "annotations",
    (
        Column("on", DATE, "päivä", "dag", "on", required=True),
        *_names("text", "teksti", "text", "text"),
    ),
    key=("on", "text_fi", "text_sv", "text_en"),
)  # fmt: skip

SHEETS: tuple[Sheet, ...] = (
    PROGRAMME, PERIODS, COHORTS, ORGANISATIONS, MILESTONES, PROGRESS, SESSIONS, PARTICIPANTS, ATTENDANCE, MEMBERS,
    NETWORK_ATTENDANCE, DIMENSIONS, LEVELS, ASSESSMENTS, ACTIONS, PRACTICES, ADOPTIONS, DISSEMINATION, RESPONSES,
    INDICATORS, TARGETS, REPORTED, ANNOTATIONS,
)  # fmt: skip

PERSONAL: tuple[Sheet, ...] = tuple(declared for declared in SHEETS if declared.identity)  # rows about persons

_BY_NAME = {declared.name: declared for declared in SHEETS}


def sheet(name: str) -> Sheet:
    """The declaration of the sheet ``name``; raises KeyError."""
    return _BY_NAME[name]
