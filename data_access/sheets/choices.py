"""The closed lists of the workbook, each value with its labels in three languages."""

from data_access.sheets.column import Choice

AUTHORITY = (
    Choice("none", "ei viranomainen", "inte myndighet", "not an authority"),
    Choice("local", "paikallinen", "lokal", "local"),
    Choice("regional", "alueellinen", "regional", "regional"),
    Choice("national", "valtakunnallinen", "nationell", "national"),
)
SECTOR = (
    Choice("municipality", "kunta", "kommun", "municipality"),
    Choice("wellbeing_county", "hyvinvointialue", "välfärdsområde", "wellbeing services county"),
    Choice("state", "valtio", "stat", "state"),
    Choice("education", "koulutus", "utbildning", "education"),
    Choice("ngo", "järjestö", "organisation i tredje sektorn", "non-governmental organisation"),
    Choice("company", "yritys", "företag", "company"),
    Choice("other", "muu", "annan", "other"),
)
SESSION_KIND = (
    Choice("training", "koulutus", "utbildning", "training"),
    Choice("mentoring", "mentorointi", "mentorskap", "mentoring"),
    Choice("network", "verkoston tapaaminen", "nätverksträff", "network meeting"),
    Choice("event", "tapahtuma", "evenemang", "event"),
)
SESSION_STATUS = (
    Choice("held", "pidetty", "hållen", "held"),
    Choice("planned", "suunniteltu", "planerad", "planned"),
    Choice("cancelled", "peruttu", "inställd", "cancelled"),
)
MODE = (
    Choice("onsite", "paikan päällä", "på plats", "on site"),
    Choice("online", "etänä", "på distans", "online"),
    Choice("hybrid", "hybridi", "hybrid", "hybrid"),
)
GENDER = (
    Choice("female", "nainen", "kvinna", "female"),
    Choice("male", "mies", "man", "male"),
    Choice("non_binary", "muunsukupuolinen", "icke-binär", "non-binary"),
)
AGE_GROUP = (
    Choice("under_18", "alle 18", "under 18", "under 18"),
    Choice("18_60", "18–60", "18–60", "18–60"),
    Choice("over_60", "yli 60", "över 60", "over 60"),
)
ROUND = (
    Choice("baseline", "alkutilanne", "utgångsläge", "baseline"),
    Choice("midway", "väliarvio", "halvtid", "midway"),
    Choice("final", "loppuarvio", "slutläge", "final"),
    Choice("follow_up", "seuranta", "uppföljning", "follow-up"),
)
ASSESSOR = (
    Choice("self", "itse", "själv", "self"),
    Choice("facilitator", "fasilitaattori", "handledare", "facilitator"),
)
ACTION_STATUS = (
    Choice("planned", "suunniteltu", "planerad", "planned"),
    Choice("under_way", "käynnissä", "pågår", "under way"),
    Choice("done", "tehty", "klar", "done"),
    Choice("dropped", "jätetty pois", "slopad", "dropped"),
)
ORIGIN = (
    Choice("accelerator", "kiihdyttämö", "accelerationsprocess", "accelerator"),
    Choice("network", "vertaistukiverkosto", "nätverk för kamratstöd", "peer network"),
)
STAGE = (
    Choice("planned", "suunniteltu", "planerad", "planned"),
    Choice("piloted", "pilotoitu", "testad", "piloted"),
    Choice("in_use", "käytössä", "i bruk", "in use"),
    Choice("embedded", "juurtunut", "förankrad", "embedded"),
    Choice("dropped", "luovuttu", "slopad", "dropped"),
)
DISSEMINATION_KIND = (
    Choice("publication", "julkaisu", "publikation", "publication"),
    Choice("event", "tapahtuma", "evenemang", "event"),
    Choice("training_material", "koulutusmateriaali", "utbildningsmaterial", "training material"),
    Choice("media", "media", "medier", "media"),
)
SURVEY = (
    Choice("training_feedback", "koulutuspalaute", "utbildningsrespons", "training feedback"),
    Choice("follow_up", "seurantakysely", "uppföljningsenkät", "follow-up survey"),
    Choice("network_feedback", "verkostopalaute", "nätverksrespons", "network feedback"),
)
COUNTS = (
    Choice("target_group", "kohderyhmä", "målgruppen", "target group"),
    Choice("all", "kaikki", "alla", "all"),
)
YES_NO = (
    Choice("yes", "kyllä", "ja", "yes"),
    Choice("no", "ei", "nej", "no"),
)
