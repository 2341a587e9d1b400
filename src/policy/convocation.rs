//! The fixed words of a convocation, in four languages: they name no case, no person and no article (R15).

use super::lang::{Lang, Words};

/// The one purpose of the consultation.
#[must_use]
pub const fn purpose(lang: Lang) -> &'static str {
    PURPOSE.in_lang(lang)
}

/// How the consultation goes.
#[must_use]
pub fn modalities(lang: Lang) -> [&'static str; 4] {
    MODALITIES.map(|words| words.in_lang(lang))
}

/// What an invitee may do.
#[must_use]
pub fn rights(lang: Lang) -> [&'static str; 5] {
    RIGHTS.map(|words| words.in_lang(lang))
}

const PURPOSE: Words = Words {
    nl: "Terroristische misdrijven voorkomen door de individuele opvolging van één persoon, en niets anders.",
    fr: "Prévenir des infractions terroristes par le suivi individuel d'une seule personne, et rien d'autre.",
    de: "Terroristische Straftaten durch die individuelle Begleitung einer einzigen Person verhindern, und sonst nichts.",
    en: "Preventing terrorist offences through the individual follow-up of one person, and nothing else.",
};

const MODALITIES: [Words; 4] = [
    Words {
        nl: "U bent uitgenodigd voor één agendapunt; u neemt alleen daaraan deel.",
        fr: "Vous êtes invité·e à un seul point de l'ordre du jour ; vous ne participez qu'à celui-ci.",
        de: "Sie sind zu einem einzigen Tagesordnungspunkt eingeladen und nehmen nur daran teil.",
        en: "You are invited to one item of the agenda, and take part in that item alone.",
    },
    Words {
        nl: "Vóór u iets over de casus verneemt, erkent u het geheim van het overleg.",
        fr: "Avant d'apprendre quoi que ce soit du cas, vous reconnaissez le secret de la concertation.",
        de: "Bevor Sie etwas über den Fall erfahren, erkennen Sie das Geheimnis der Fallkonferenz an.",
        en: "Before you learn anything of the case, you acknowledge the secrecy of the consultation.",
    },
    Words {
        nl: "Wie deelneemt, meldt zich aan en wordt door de voorzitter bevestigd.",
        fr: "Toute personne qui participe s'annonce et est confirmée par la personne qui préside.",
        de: "Wer teilnimmt, meldet sich an und wird von der vorsitzenden Person bestätigt.",
        en: "Whoever takes part checks in, and the chair confirms it.",
    },
    Words {
        nl: "Wie iets inbrengt, kiest zelf wie het kan lezen, en ziet dat vooraf.",
        fr: "La personne qui apporte une information choisit qui peut la lire, et le voit au préalable.",
        de: "Wer etwas einbringt, wählt selbst, wer es lesen kann, und sieht das vorher.",
        en: "Whoever contributes chooses who can read it, and sees beforehand who that is.",
    },
];

const RIGHTS: [Words; 5] = [
    Words {
        nl: "U mag weigeren te komen; een reden uit de lijst volstaat, waar uw rechtsgrond er een vraagt.",
        fr: "Vous pouvez décliner ; un motif de la liste suffit, là où votre base légale en demande un.",
        de: "Sie dürfen absagen; ein Grund aus der Liste genügt, wo Ihre Rechtsgrundlage einen verlangt.",
        en: "You may decline; a reason from the list suffices where your legal basis asks for one.",
    },
    Words {
        nl: "U mag zwijgen: er is geen spreekplicht, en niemand telt wie spreekt.",
        fr: "Vous pouvez garder le silence : il n'y a pas d'obligation de parler, et nul ne compte qui parle.",
        de: "Sie dürfen schweigen: es gibt keine Pflicht zu sprechen, und niemand zählt, wer spricht.",
        en: "You may keep silent: there is no duty to speak, and nobody counts who spoke.",
    },
    Words {
        nl: "U mag zich laten vervangen door iemand van uw organisatie, als de burgemeester het goedkeurt.",
        fr: "Vous pouvez vous faire remplacer par une personne de votre organisation, si le bourgmestre l'approuve.",
        de: "Sie dürfen sich von jemandem Ihrer Organisation vertreten lassen, wenn der Bürgermeister zustimmt.",
        en: "You may be represented by somebody of your organisation, if the mayor approves.",
    },
    Words {
        nl: "U mag u terugtrekken zodra u weet over wie het gaat, zonder reden: zeg het aan de voorzitter.",
        fr: "Vous pouvez vous récuser dès que vous savez de qui il s'agit, sans motif : dites-le à la présidence.",
        de: "Sie dürfen sich zurückziehen, sobald Sie wissen, um wen es geht, ohne Grund: Sagen Sie es dem Vorsitz.",
        en: "You may recuse yourself once you know who it is about, without a reason: tell the chair.",
    },
    Words {
        nl: "U mag vooraf te rade gaan bij uw leidinggevende of bij wie in uw organisatie over beroepsgeheim adviseert.",
        fr: "Vous pouvez d'abord consulter votre direction, ou qui conseille votre organisation sur le secret professionnel.",
        de: "Sie dürfen vorher Ihre Leitung fragen, oder wer Ihre Organisation zum Berufsgeheimnis berät.",
        en: "You may first consult your director, or whoever advises your organisation on professional secrecy.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r15_permits_the_same_words_in_every_language_and_refuses_article_numbers() {
        for lang in Lang::ALL {
            let all = [&[purpose(*lang)][..], &modalities(*lang), &rights(*lang)].concat();
            assert_eq!(all.len(), 10);
            for text in all {
                assert!(text.ends_with('.') && text.chars().count() < 140, "{lang}: {text}");
                assert!(!text.chars().any(|c| c.is_ascii_digit() || c == '§'), "{lang}: {text}");
            }
        }
    }
}
