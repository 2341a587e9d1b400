//! Rule sentences R30 to R45: police wall, identity, follow-up, functions, time and emergencies.
//!
//! A sentence states the rule itself, so that it serves a permit as well as a refusal, and names no
//! article: the legal reference is dated data.

use super::lang::Words;

pub(super) const R30: Words = Words {
    nl: "Informatie gaat langs één weg van het overleg naar de politiediensten: de vrijgegeven \
         terugkoppelingsfiche van het agendapunt.",
    fr: "L'information ne passe de la concertation aux services de police que par une seule voie : \
         la fiche de feedback du point de l'ordre du jour, une fois transmise.",
    de: "Informationen gelangen nur auf einem Weg aus der Fallkonferenz zu den Polizeidiensten: \
         über das freigegebene Rückmeldeblatt des Tagesordnungspunkts.",
    en: "Information passes from the consultation to the police services by one route only: the \
         released feedback sheet of the agenda item.",
};

pub(super) const R31: Words = Words {
    nl: "Een terugkoppelingsfiche wordt pas vrijgegeven als iedereen die effectief deelnam haar \
         heeft goedgekeurd, het politielid als laatste; één weigering beëindigt die versie. \
         Stilzwijgen, afwezigheid, volmacht of meerderheid geldt niet als goedkeuring.",
    fr: "Une fiche de feedback n'est transmise que si toutes les personnes qui ont effectivement \
         participé l'ont approuvée, le membre de la police en dernier ; un seul refus met fin à \
         cette version. Ni le silence, ni l'absence, ni une procuration, ni une majorité ne valent \
         approbation.",
    de: "Ein Rückmeldeblatt wird erst freigegeben, wenn alle, die tatsächlich teilgenommen haben, \
         es genehmigt haben, das Polizeimitglied zuletzt; eine einzige Ablehnung beendet diese \
         Fassung. Schweigen, Abwesenheit, Vollmacht oder Mehrheit gelten nicht als Genehmigung.",
    en: "A feedback sheet is released only when everyone who effectively took part has approved \
         it, the police member last; a single refusal ends that version. Silence, absence, proxy \
         or majority does not count as approval.",
};

pub(super) const R32: Words = Words {
    nl: "Een terugkoppelingsfiche bevat niets dat onder het beroepsgeheim valt, en geen enkele \
         lijn steunt op een geheime inbreng. Elke effectieve deelnemer met een beroepsgeheim \
         bevestigt dat afzonderlijk.",
    fr: "Une fiche de feedback ne contient rien qui relève du secret professionnel, et aucune \
         ligne ne repose sur un apport secret. Chaque participant effectif tenu au secret \
         professionnel le confirme séparément.",
    de: "Ein Rückmeldeblatt enthält nichts, was unter das Berufsgeheimnis fällt, und keine Zeile \
         beruht auf einem geheimen Beitrag. Jeder tatsächliche Teilnehmer, der einem \
         Berufsgeheimnis unterliegt, bestätigt dies gesondert.",
    en: "A feedback sheet contains nothing that falls under professional secrecy, and no line \
         rests on a secret contribution. Every effective participant bound by professional secrecy \
         confirms this separately.",
};

pub(super) const R33: Words = Words {
    nl: "Een goedkeuring geldt voor precies de tekst, de bestemmeling en het doel die zijn \
         goedgekeurd. Elke wijziging maakt een nieuwe versie zonder goedkeuringen, en een \
         vrijgegeven versie is definitief.",
    fr: "Une approbation vaut pour le texte, le destinataire et la finalité exacts qui ont été \
         approuvés. Toute modification crée une nouvelle version sans approbation, et une version \
         transmise est définitive.",
    de: "Eine Genehmigung gilt genau für den genehmigten Text, Empfänger und Zweck. Jede Änderung \
         schafft eine neue Fassung ohne Genehmigungen, und eine freigegebene Fassung ist \
         endgültig.",
    en: "An approval counts for exactly the text, the recipient and the purpose that were \
         approved. Any change makes a new version without approvals, and a released version is \
         final.",
};

pub(super) const R34: Words = Words {
    nl: "Een politieaccount leest geen bewaarde inbreng van anderen en geen acties van anderen, en \
         kan ook niet afleiden of die bestaan. Een actie die de politie moet uitvoeren, vraagt de \
         goedkeuring van elke effectieve deelnemer.",
    fr: "Un compte de police ne lit ni les apports enregistrés ni les actions d'autres personnes, \
         et ne peut pas non plus déduire s'ils existent. Une action à exécuter par la police \
         demande l'approbation de chaque participant effectif.",
    de: "Ein Polizeikonto liest weder gespeicherte Beiträge noch Maßnahmen anderer und kann auch \
         nicht ableiten, ob es sie gibt. Eine Maßnahme, die die Polizei ausführen soll, verlangt \
         die Genehmigung jedes tatsächlichen Teilnehmers.",
    en: "A police account reads no stored contributions and no actions of others, and cannot infer \
         whether they exist. An action to be carried out by the police needs the approval of every \
         effective participant.",
};

pub(super) const R35: Words = Words {
    nl: "Een casusdossier draagt een willekeurige code; de identiteit van de betrokkene ligt apart \
         in een kluis met een eigen sleutel. De kluis kan niet op naam doorzocht of opgelijst \
         worden, en de beheerder van het systeem kan er niet in lezen.",
    fr: "Un dossier porte un code aléatoire ; l'identité de la personne concernée est conservée à \
         part, dans un coffre qui a sa propre clé. Le coffre ne peut être ni consulté par nom ni \
         listé, et l'exploitant du système ne peut pas le lire.",
    de: "Eine Fallakte trägt einen zufälligen Code; die Identität der betroffenen Person liegt \
         getrennt in einem Tresor mit eigenem Schlüssel. Der Tresor kann weder nach Namen \
         durchsucht noch aufgelistet werden, und der Betreiber des Systems kann ihn nicht lesen.",
    en: "A case file carries a random code; the identity of the person concerned is kept apart in \
         a vault with its own key. The vault cannot be searched by name or listed, and the \
         operator of the system cannot read it.",
};

pub(super) const R36: Words = Words {
    nl: "Namen en casuscodes komen niet voor in adressen, berichten, bestandsnamen of technische \
         logboeken. Een melding zegt alleen dat er iets nieuws is.",
    fr: "Les noms et les codes de cas n'apparaissent ni dans les adresses, ni dans les messages, \
         ni dans les noms de fichiers, ni dans les journaux techniques. Une notification dit \
         seulement qu'il y a du nouveau.",
    de: "Namen und Fallcodes erscheinen nicht in Adressen, Nachrichten, Dateinamen oder \
         technischen Protokollen. Eine Benachrichtigung sagt nur, dass es etwas Neues gibt.",
    en: "Names and case codes do not appear in addresses, messages, file names or technical logs. \
         A notification says only that there is something new.",
};

pub(super) const R37: Words = Words {
    nl: "Een afspraak zegt zonder geheimen wie wat doet, in welk levensdomein en tegen wanneer; de \
         verantwoordelijke organisatie aanvaardt haar en meldt de voortgang. Die organisatie, de \
         casusregisseur en, zolang een later agendapunt het plan evalueert, de deelnemers zonder \
         de politie lezen de tekst; de overige betrokken deelnemers zien alleen de stand.",
    fr: "Une action convenue indique, sans secret, qui fait quoi, dans quel domaine de vie et pour \
         quand ; l'organisation responsable l'accepte et en signale l'avancement. Cette \
         organisation, le gestionnaire de cas et, tant qu'un point ultérieur évalue le plan, les \
         participants hors police lisent le texte ; les autres intervenants du cas n'en voient que \
         l'état.",
    de: "Eine vereinbarte Maßnahme nennt ohne Geheimnisse, wer was in welchem Lebensbereich bis \
         wann tut; die verantwortliche Organisation nimmt sie an und meldet den Fortgang. Diese \
         Organisation, der Fallmanager und, solange ein späterer Tagesordnungspunkt den Plan \
         bewertet, die Teilnehmer ohne Polizei lesen den Text; die übrigen Beteiligten am Fall \
         sehen nur den Stand.",
    en: "An agreed action states, without secrets, who does what, in which life domain and by \
         when; the responsible organisation accepts it and reports its progress. That \
         organisation, the case manager and, while a later item evaluates the plan, the \
         participants other than police read the text; others involved in the case see only its \
         status.",
};

pub(super) const R38: Words = Words {
    nl: "Een lopende casus heeft precies één casusregisseur en wordt op vaste tijden geëvalueerd; \
         zonder evaluatie die zegt dat opvolging nog nodig is, wordt ze afgesloten. Een afgesloten \
         casus is verzegeld, en heropenen vraagt een nieuwe plaats op de lijst en een nieuwe \
         voorafgaande toets.",
    fr: "Un cas en cours a exactement un gestionnaire de cas et est évalué à intervalles fixes ; \
         sans évaluation indiquant que le suivi reste nécessaire, il est clôturé. Un cas clôturé \
         est scellé, et sa réouverture demande une nouvelle inscription sur la liste et un nouveau \
         contrôle préalable.",
    de: "Ein laufender Fall hat genau einen Fallmanager und wird in festen Abständen bewertet; \
         ohne Bewertung, nach der die Begleitung noch nötig ist, wird er abgeschlossen. Ein \
         abgeschlossener Fall ist versiegelt, und seine Wiedereröffnung verlangt eine neue \
         Aufnahme in die Fallliste und eine neue Vorabprüfung.",
    en: "A running case has exactly one case manager and is evaluated at fixed times; without an \
         evaluation that says follow-up is still needed, it is closed. A closed case is sealed, \
         and reopening it takes a new listing and a new prior check.",
};

pub(super) const R39: Words = Words {
    nl: "De burgemeester leidt het overleg, maar heeft geen algemeen leesrecht: hij leest het \
         verloop van de casussen van de eigen gemeente en, voor bijgewoonde agendapunten, wat \
         auteurs aan hem richtten. Kabinetsmedewerkers hebben geen toegang, en een \
         vertegenwoordiger heeft alleen de agendapunten die hij voorzat.",
    fr: "Le bourgmestre dirige la concertation, mais n'a pas de droit général de lecture : il lit \
         le déroulement des cas de sa commune et, pour les points auxquels il a assisté, ce que \
         les auteurs lui ont adressé. Les collaborateurs de cabinet n'ont pas d'accès, et un \
         représentant n'a que les points qu'il a présidés.",
    de: "Der Bürgermeister leitet die Fallkonferenz, hat aber kein allgemeines Leserecht: Er liest \
         den Ablauf der Fälle seiner Gemeinde und, bei Tagesordnungspunkten, an denen er teilnahm, \
         was Verfasser an ihn gerichtet haben. Kabinettsmitarbeiter haben keinen Zugang, und ein \
         Vertreter hat nur die Tagesordnungspunkte, die er geleitet hat.",
    en: "The mayor directs the consultation but has no general right to read: the mayor reads the \
         process of the cases of the own municipality and, for items attended, what authors \
         addressed to the mayor. Cabinet staff have no access, and a representative has only the \
         items they chaired.",
};

pub(super) const R40: Words = Words {
    nl: "Een vergadering plannen vraagt geen inzage in de inhoud: de secretaris ziet alleen het \
         verloop, en de coördinator leest alleen inbreng van bijgewoonde agendapunten. Niemand is \
         tegelijk coördinator en auditor.",
    fr: "Planifier une réunion ne demande pas d'en lire le contenu : le secrétaire ne voit que le \
         déroulement, et le coordinateur ne lit que les apports des points auxquels il a assisté. \
         Personne n'est à la fois coordinateur et auditeur.",
    de: "Eine Sitzung zu planen erfordert keinen Einblick in den Inhalt: Der Sekretär sieht nur \
         den Ablauf, und der Koordinator liest nur Beiträge zu Tagesordnungspunkten, an denen er \
         teilnahm. Niemand ist zugleich Koordinator und Auditor.",
    en: "Scheduling a meeting does not require reading its content: the secretary sees the process \
         only, and the coordinator reads contributions only of items attended. Nobody is both \
         coordinator and auditor.",
};

pub(super) const R41: Words = Words {
    nl: "Elke toegang, wijziging, weigering en bekendmaking wordt vastgelegd; zonder vastlegging \
         wordt niets getoond en niets gewijzigd. De auditor ziet wie wat wanneer deed, nooit de \
         inhoud of de identiteit.",
    fr: "Tout accès, modification, refus et divulgation est consigné ; sans trace, rien n'est \
         montré et rien n'est modifié. L'auditeur voit qui a fait quoi et quand, jamais le contenu \
         ni l'identité.",
    de: "Jeder Zugriff, jede Änderung, jede Ablehnung und jede Offenlegung wird festgehalten; ohne \
         Eintrag wird nichts gezeigt und nichts geändert. Der Auditor sieht, wer was wann getan \
         hat, nie den Inhalt oder die Identität.",
    en: "Every access, change, refusal and disclosure is recorded; without a record nothing is \
         shown and nothing is changed. The auditor sees who did what and when, never the content \
         or the identity.",
};

pub(super) const R42: Words = Words {
    nl: "Niets wordt langer bewaard dan de bewaartermijn; daarna is het meteen onleesbaar en wordt \
         het gewist met een attest. Alleen de functionaris voor gegevensbescherming kan het wissen \
         opschorten, met een reden en een einddatum.",
    fr: "Rien n'est conservé au-delà du délai de conservation ; ensuite c'est aussitôt illisible, \
         puis effacé avec une attestation. Seul le délégué à la protection des données peut \
         suspendre l'effacement, avec une raison et une date de fin.",
    de: "Nichts wird länger als die Aufbewahrungsfrist behalten; danach ist es sofort unlesbar und \
         wird mit einer Bescheinigung gelöscht. Nur der Datenschutzbeauftragte kann die Löschung \
         aussetzen, mit Begründung und Enddatum.",
    en: "Nothing is kept beyond its retention period; after that it is unreadable at once and is \
         erased with a certificate. Only the data protection officer can suspend erasure, with a \
         reason and an end date.",
};

pub(super) const R43: Words = Words {
    nl: "Alleen de documenten van een gesloten lijst verlaten het systeem, elk met een doel, een \
         bestemmeling, een vervaldag en een vastlegging. Gepubliceerde cijfers tonen geen kleine \
         aantallen.",
    fr: "Seuls les documents d'une liste fermée quittent le système, chacun avec une finalité, un \
         destinataire, une échéance et une trace. Les chiffres publiés ne montrent pas les petits \
         nombres.",
    de: "Nur die Dokumente einer geschlossenen Liste verlassen das System, jedes mit Zweck, \
         Empfänger, Ablaufdatum und Eintrag. Veröffentlichte Zahlen zeigen keine kleinen \
         Fallzahlen.",
    en: "Only the documents of a closed list leave the system, each with a purpose, a recipient, \
         an expiry date and a record. Published figures do not show small numbers.",
};

pub(super) const R44: Words = Words {
    nl: "De betrokkene behoudt de rechten uit het gegevensbeschermingsrecht: een verzoek wordt \
         geregistreerd en tijdig beantwoord, en elke auteur beslist over het eigen deel. Voor een \
         minderjarige gelden extra waarborgen: een jeugdactor wordt uitgenodigd, er wordt vaker \
         geëvalueerd en korter bewaard.",
    fr: "La personne concernée garde les droits que lui donne la protection des données : une \
         demande est enregistrée et reçoit une réponse dans le délai, et chaque auteur décide de \
         sa propre partie. Pour un mineur, des garanties supplémentaires s'appliquent : un acteur \
         de la jeunesse est invité, l'évaluation est plus fréquente et la conservation plus \
         courte.",
    de: "Die betroffene Person behält die Rechte des Datenschutzes: Ein Antrag wird registriert \
         und fristgerecht beantwortet, und jeder Verfasser entscheidet über seinen eigenen Teil. \
         Für Minderjährige gelten zusätzliche Garantien: Ein Jugendakteur wird eingeladen, es wird \
         häufiger bewertet und kürzer aufbewahrt.",
    en: "The person concerned keeps the rights of data protection law: a request is registered and \
         answered in time, and each author decides on their own part. For a minor extra safeguards \
         apply: a youth actor is invited, evaluation is more frequent and retention shorter.",
};

pub(super) const R45: Words = Words {
    nl: "Bij dreigend gevaar belt men eerst 101 of 112. Noodtoegang dient om dringend samen te \
         komen of om voor korte tijd de identiteit en de contactgegevens van de kring te zien, met \
         een schriftelijke reden en de goedkeuring van een tweede persoon; ze opent nooit de \
         inbreng van anderen.",
    fr: "En cas de danger imminent, on appelle d'abord le 101 ou le 112. L'accès d'urgence sert à \
         se réunir d'urgence ou à voir pour peu de temps l'identité et les coordonnées du cercle, \
         avec une raison écrite et l'approbation d'une seconde personne ; il n'ouvre jamais les \
         apports d'autrui.",
    de: "Bei drohender Gefahr ruft man zuerst 101 oder 112 an. Der Notzugriff dient dazu, dringend \
         zusammenzukommen oder für kurze Zeit die Identität und die Kontaktdaten des Kreises zu \
         sehen, mit schriftlicher Begründung und Genehmigung einer zweiten Person; er öffnet nie \
         die Beiträge anderer.",
    en: "In imminent danger, call 101 or 112 first. Emergency access serves to convene urgently or \
         to see the identity and the contact details of the circle for a short time, with a \
         written reason and the approval of a second person; it never opens the contributions of \
         others.",
};
