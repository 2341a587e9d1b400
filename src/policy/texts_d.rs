//! Rule sentences R46 to R57: preview, explanation, hand-over, paper and incidents.
//!
//! A sentence states the rule itself, so that it serves a permit as well as a refusal, and names no
//! article: the legal reference is dated data.

use super::lang::Words;

pub(super) const R46: Words = Words {
    nl: "Voordat een inbreng wordt bewaard, ziet de auteur precies wie haar zal kunnen lezen. Is \
         dat bij het bewaren veranderd, dan is een nieuw voorbeeld nodig.",
    fr: "Avant qu'un apport soit enregistré, son auteur voit exactement qui pourra le lire. Si \
         cela a changé au moment de l'enregistrement, un nouvel aperçu est nécessaire.",
    de: "Bevor ein Beitrag gespeichert wird, sieht der Verfasser genau, wer ihn lesen können wird. \
         Hat sich das beim Speichern geändert, ist eine neue Vorschau nötig.",
    en: "Before a contribution is saved, its author sees exactly who will be able to read it. If \
         that has changed at the moment of saving, a new preview is needed.",
};

pub(super) const R47: Words = Words {
    nl: "Wie met een beslissing te maken krijgt, kan zien op welke regel ze steunt, in de eigen \
         taal, met de rechtsgrond en de gebruikte feiten. Over wat iemand niet mag weten, wordt \
         niets uitgelegd.",
    fr: "Toute personne touchée par une décision peut voir sur quelle règle elle repose, dans sa \
         langue, avec la référence légale et les faits utilisés. Rien n'est expliqué de ce qu'une \
         personne n'a pas le droit de savoir.",
    de: "Wer von einer Entscheidung betroffen ist, kann in der eigenen Sprache sehen, auf welcher \
         Regel sie beruht, mit der Rechtsgrundlage und den verwendeten Tatsachen. Über das, was \
         jemand nicht wissen darf, wird nichts erklärt.",
    en: "Whoever is affected by a decision can see which rule it rests on, in their own language, \
         with the legal reference and the facts used. Nothing is explained about what a person may \
         not know.",
};

pub(super) const R48: Words = Words {
    nl: "Elke organisatie heeft een eigen referentie voor een casus, zodat notities van \
         verschillende organisaties niet via een nummer te koppelen zijn. De casuscode blijft bij \
         de burgemeester, de coördinator en de secretaris.",
    fr: "Chaque organisation a sa propre référence pour un cas, de sorte que les notes de \
         plusieurs organisations ne puissent pas être reliées par un numéro. Le code du cas reste \
         chez le bourgmestre, le coordinateur et le secrétaire.",
    de: "Jede Organisation hat ihre eigene Referenz für einen Fall, damit Notizen verschiedener \
         Organisationen nicht über eine Nummer verknüpft werden können. Der Fallcode bleibt beim \
         Bürgermeister, beim Koordinator und beim Sekretär.",
    en: "Each organisation has its own reference for a case, so that notes of different \
         organisations cannot be joined on a number. The case code stays with the mayor, the \
         coordinator and the secretary.",
};

pub(super) const R49: Words = Words {
    nl: "Elke inbreng vermeldt wat er later mee mag: alleen het overleg, opname in het plan of een \
         voorstel voor de terugkoppelingsfiche. Alleen de auteur kan die voorwaarde verruimen.",
    fr: "Chaque apport indique ce qu'on pourra en faire : la concertation seulement, la reprise \
         dans le plan ou une proposition pour la fiche de feedback. Seul l'auteur peut élargir \
         cette condition.",
    de: "Jeder Beitrag nennt, was später damit geschehen darf: nur die Fallkonferenz, die Aufnahme \
         in den Plan oder ein Vorschlag für das Rückmeldeblatt. Nur der Verfasser kann diese \
         Bedingung erweitern.",
    en: "Every contribution states what may be done with it later: the consultation only, use in \
         the plan, or a proposal for the feedback sheet. Only the author can widen that condition.",
};

pub(super) const R50: Words = Words {
    nl: "Een wijziging van instellingen of rollen die meer leesrecht geeft, wordt eerst op proef \
         doorgerekend: het verschil wordt getoond en vastgelegd voordat de wijziging ingaat.",
    fr: "Une modification de paramètres ou de rôles qui élargit le droit de lecture fait d'abord \
         l'objet d'un essai : la différence est montrée et consignée avant que la modification \
         prenne effet.",
    de: "Eine Änderung von Einstellungen oder Rollen, die das Leserecht erweitert, wird zuerst \
         erprobt: Der Unterschied wird gezeigt und festgehalten, bevor die Änderung wirksam wird.",
    en: "A change of settings or roles that widens the right to read is rehearsed first: the \
         difference is shown and recorded before the change takes effect.",
};

pub(super) const R51: Words = Words {
    nl: "De auteur van een inbreng ziet wie haar gelezen heeft en wanneer. Niemand anders ziet \
         deze leesbewijzen.",
    fr: "L'auteur d'un apport voit qui l'a lu et quand. Personne d'autre ne voit ces accusés de \
         lecture.",
    de: "Der Verfasser eines Beitrags sieht, wer ihn wann gelesen hat. Niemand sonst sieht diese \
         Lesebestätigungen.",
    en: "The author of a contribution sees who has read it and when. Nobody else sees these \
         receipts.",
};

pub(super) const R52: Words = Words {
    nl: "Een sessie handelt in één plaats, met de rechten van die plaats en geen andere. Eindigt \
         de plaats, dan eindigen haar sessies.",
    fr: "Une session agit dans une seule place, avec les droits de cette place et aucun autre. \
         Quand la place prend fin, ses sessions prennent fin.",
    de: "Eine Anmeldung gilt für einen einzigen Platz, mit den Rechten dieses Platzes und keinen \
         anderen. Endet der Platz, enden seine Anmeldungen.",
    en: "A session acts in one seat, with the rights of that seat and no others. When the seat \
         ends, its sessions end.",
};

pub(super) const R53: Words = Words {
    nl: "Taken worden overgedragen bij beslissing van de burgemeester, gedateerd en vastgelegd; \
         alleen het verloop en de afspraken gaan mee. Inbreng, geheimen en inzage in identiteiten \
         blijven achter.",
    fr: "Les tâches sont transmises par décision du bourgmestre, datée et consignée ; seuls le \
         déroulement et les actions convenues suivent. Les apports, les secrets et l'accès aux \
         identités ne suivent pas.",
    de: "Aufgaben werden durch Entscheidung des Bürgermeisters übergeben, datiert und \
         festgehalten; nur der Ablauf und die vereinbarten Maßnahmen gehen mit. Beiträge, \
         Geheimnisse und der Einblick in Identitäten bleiben zurück.",
    en: "Tasks are handed over by decision of the mayor, dated and recorded; only the process and \
         the agreed actions move along. Contributions, secrets and access to identities stay \
         behind.",
};

pub(super) const R54: Words = Words {
    nl: "Een op papier ondertekende handeling geldt wanneer één persoon haar met de referentie van \
         het document invoert en een andere haar tijdig bevestigt. Een handeling van de \
         burgemeester wordt daarna door de burgemeester bekrachtigd.",
    fr: "Un acte signé sur papier est valable lorsqu'une personne l'encode avec la référence du \
         document et qu'une autre le confirme dans le délai. Un acte du bourgmestre est ensuite \
         ratifié par le bourgmestre.",
    de: "Eine auf Papier unterschriebene Handlung gilt, wenn eine Person sie mit dem Aktenzeichen \
         des Dokuments eingibt und eine andere sie fristgerecht bestätigt. Eine Handlung des \
         Bürgermeisters wird danach vom Bürgermeister bekräftigt.",
    en: "An act signed on paper counts when one person enters it with the document's reference and \
         another confirms it in time. An act of the mayor is then ratified by the mayor.",
};

pub(super) const R55: Words = Words {
    nl: "Vrije tekst wordt nagekeken voordat hij bewaard wordt: rijksregisternummers, \
         telefoonnummers, classificatiemarkeringen en, waar de auteur hem kent, de naam van de \
         betrokkene worden geweigerd. Een twijfelachtige passage wordt getoond; de auteur kan \
         bevestigen en doorgaan.",
    fr: "Le texte libre est vérifié avant d'être enregistré : les numéros de registre national, \
         les numéros de téléphone, les marques de classification et, si l'auteur le connaît, le \
         nom de la personne concernée sont refusés. Un passage douteux est montré ; l'auteur peut \
         confirmer et continuer.",
    de: "Freier Text wird vor dem Speichern geprüft: Nationalregisternummern, Telefonnummern, \
         Klassifizierungskennzeichnungen und, sofern der Verfasser ihn kennt, der Name der \
         betroffenen Person werden abgelehnt. Eine zweifelhafte Stelle wird gezeigt; der Verfasser \
         kann bestätigen und fortfahren.",
    en: "Free text is checked before it is stored: national numbers, phone numbers, classification \
         marks and, where the author knows it, the name of the person concerned are refused. A \
         doubtful passage is shown; the author can confirm and continue.",
};

pub(super) const R56: Words = Words {
    nl: "Bestaand werk wordt één keer overgenomen, door de burgemeester samen met een tweede \
         persoon, en alleen als verloop en afspraken; namen gaan rechtstreeks naar de kluis. Oude \
         verslagen en inbreng worden niet ingevoerd.",
    fr: "Le travail existant est repris une seule fois, par le bourgmestre avec une seconde \
         personne, et seulement sous forme de déroulement et d'actions convenues ; les noms vont \
         directement dans le coffre. Les anciens comptes rendus et apports ne sont pas importés.",
    de: "Bestehende Arbeit wird einmal übernommen, vom Bürgermeister gemeinsam mit einer zweiten \
         Person, und nur als Ablauf und vereinbarte Maßnahmen; Namen gehen unmittelbar in den \
         Tresor. Alte Protokolle und Beiträge werden nicht eingelesen.",
    en: "Existing work is taken over once, by the mayor together with a second person, and only as \
         process and agreed actions; names go straight to the vault. Old minutes and contributions \
         are not imported.",
};

pub(super) const R57: Words = Words {
    nl: "Een vergissing, zoals een verkeerde uitnodiging of een verloren toestel, wordt \
         geregistreerd als incident met een termijn van 72 uur. De getroffen auteurs worden \
         verwittigd, de functionaris voor gegevensbescherming sluit het af, en het verslag ervan \
         wordt niet gewijzigd of gewist.",
    fr: "Une erreur, comme une invitation mal adressée ou un appareil perdu, est enregistrée comme \
         incident avec un délai de 72 heures. Les auteurs touchés sont avertis, le délégué à la \
         protection des données le clôture, et sa trace n'est ni modifiée ni supprimée.",
    de: "Ein Fehler, etwa eine falsche Einladung oder ein verlorenes Gerät, wird als Vorfall mit \
         einer Frist von 72 Stunden registriert. Die betroffenen Verfasser werden benachrichtigt, \
         der Datenschutzbeauftragte schließt ihn ab, und sein Eintrag wird weder geändert noch \
         gelöscht.",
    en: "A mistake, such as a wrong invitation or a lost device, is registered as an incident with \
         a clock of 72 hours. The affected authors are told, the data protection officer closes \
         it, and its record is neither changed nor deleted.",
};
