//! The titles of the problem kinds, in four languages.
//!
//! A title is fixed per kind and says the same to every caller.

use super::lang::Words;

pub(super) const MALFORMED_REQUEST: Words = Words {
    nl: "Verzoek niet leesbaar",
    fr: "Demande illisible",
    de: "Anfrage nicht lesbar",
    en: "Request not readable",
};

pub(super) const METHOD_NOT_ALLOWED: Words = Words {
    nl: "Methode niet toegelaten",
    fr: "Méthode non autorisée",
    de: "Methode nicht zulässig",
    en: "Method not allowed",
};

pub(super) const BODY_TOO_LARGE: Words = Words {
    nl: "Verzoek te groot",
    fr: "Demande trop volumineuse",
    de: "Anfrage zu groß",
    en: "Request too large",
};

pub(super) const MEDIA_TYPE_NOT_SUPPORTED: Words = Words {
    nl: "Gegevenstype niet ondersteund",
    fr: "Type de contenu non pris en charge",
    de: "Inhaltstyp nicht unterstützt",
    en: "Media type not supported",
};

pub(super) const NOT_SIGNED_IN: Words = Words {
    nl: "Niet aangemeld",
    fr: "Non connecté",
    de: "Nicht angemeldet",
    en: "Not signed in",
};

pub(super) const SIGN_IN_REFUSED: Words = Words {
    nl: "Aanmelding geweigerd",
    fr: "Connexion refusée",
    de: "Anmeldung abgelehnt",
    en: "Sign-in refused",
};

pub(super) const FORBIDDEN: Words = Words {
    nl: "Niet toegelaten",
    fr: "Accès refusé",
    de: "Nicht erlaubt",
    en: "Not allowed",
};

pub(super) const NOT_FOUND: Words = Words {
    nl: "Niet gevonden",
    fr: "Introuvable",
    de: "Nicht gefunden",
    en: "Not found",
};

pub(super) const WRONG_STATE: Words = Words {
    nl: "Nog niet of niet meer mogelijk",
    fr: "Pas encore ou plus possible",
    de: "Noch nicht oder nicht mehr möglich",
    en: "Not yet or no longer possible",
};

pub(super) const CHANGED_MEANWHILE: Words = Words {
    nl: "Intussen gewijzigd",
    fr: "Modifié entre-temps",
    de: "Zwischenzeitlich geändert",
    en: "Changed meanwhile",
};

pub(super) const NEW_PREVIEW_NEEDED: Words = Words {
    nl: "Nieuw voorbeeld nodig",
    fr: "Nouvel aperçu nécessaire",
    de: "Neue Vorschau nötig",
    en: "New preview needed",
};

pub(super) const STALE_VERSION: Words = Words {
    nl: "Verouderde versie",
    fr: "Version dépassée",
    de: "Veraltete Fassung",
    en: "Outdated version",
};

pub(super) const NOT_ACCEPTABLE: Words = Words {
    nl: "Inhoud niet aanvaard",
    fr: "Contenu non accepté",
    de: "Inhalt nicht angenommen",
    en: "Content not accepted",
};

pub(super) const IDEMPOTENCY_KEY_REUSED: Words = Words {
    nl: "Herhaalsleutel al gebruikt",
    fr: "Clé de répétition déjà utilisée",
    de: "Wiederholungsschlüssel bereits verwendet",
    en: "Idempotency key already used",
};

pub(super) const SEALED: Words = Words {
    nl: "Verzegeld",
    fr: "Scellé",
    de: "Versiegelt",
    en: "Sealed",
};

pub(super) const PRECONDITION_MISSING: Words = Words {
    nl: "Eerst nog iets nodig",
    fr: "Une étape manque",
    de: "Ein Schritt fehlt",
    en: "A step is missing",
};

pub(super) const TOO_MANY_REQUESTS: Words = Words {
    nl: "Te veel verzoeken",
    fr: "Trop de demandes",
    de: "Zu viele Anfragen",
    en: "Too many requests",
};

pub(super) const UNAVAILABLE: Words = Words {
    nl: "Tijdelijk niet beschikbaar",
    fr: "Temporairement indisponible",
    de: "Vorübergehend nicht verfügbar",
    en: "Temporarily unavailable",
};
