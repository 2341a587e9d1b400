//! Rule sentences R01 to R13: membership, purpose, signal and prior check, in four languages.
//!
//! A sentence states the rule itself, so that it serves a permit as well as a refusal, and names no
//! article: the legal reference is dated data.

use super::lang::Words;

pub(super) const R01: Words = Words {
    nl: "Een LIVC R werkt voor het grondgebied van de eigen gemeente, of van de gemeenten waarvan \
         de burgemeesters haar samen hebben opgericht. Een casus hangt aan dat grondgebied vast \
         door woonplaats, verblijf of school, en de ene LIVC R ziet niets van de andere.",
    fr: "Une CSIL R agit pour le territoire de sa commune, ou des communes dont les bourgmestres \
         l'ont créée ensemble. Un cas se rattache à ce territoire par le domicile, le séjour ou \
         l'école, et une CSIL R ne voit rien d'une autre.",
    de: "Eine LIVC R arbeitet für das Gebiet ihrer Gemeinde oder der Gemeinden, deren \
         Bürgermeister sie gemeinsam eingerichtet haben. Ein Fall ist durch Wohnsitz, Aufenthalt \
         oder Schule mit diesem Gebiet verbunden, und eine LIVC R sieht nichts von einer anderen.",
    en: "A LIVC R works for the territory of its own municipality, or of the municipalities whose \
         mayors set it up together. A case is tied to that territory by residence, stay or school, \
         and one LIVC R sees nothing of another.",
};

pub(super) const R02: Words = Words {
    nl: "Een LIVC R is pas actief wanneer drie verschillende personen de drie vaste plaatsen \
         bezetten: de burgemeester, de korpschef van de lokale politie en de preventieambtenaar, \
         of hun vertegenwoordigers.",
    fr: "Une CSIL R n'est active que lorsque trois personnes différentes occupent les trois places \
         de base : le bourgmestre, le chef de corps de la police locale et le fonctionnaire de \
         prévention, ou leurs représentants.",
    de: "Eine LIVC R ist erst aktiv, wenn drei verschiedene Personen die drei Kernplätze besetzen: \
         der Bürgermeister, der Korpschef der lokalen Polizei und der Präventionsbeamte oder ihre \
         Vertreter.",
    en: "A LIVC R is active only when three different persons hold the three core seats: the \
         mayor, the chief of the local police and the prevention official, or their \
         representatives.",
};

pub(super) const R03: Words = Words {
    nl: "Het politielid neemt alleen deel en leest alleen met een veiligheidsmachtiging die op die \
         dag geldig is en minstens het niveau 'geheim' heeft. Het systeem bewaart het niveau en de \
         vervaldag, nooit het machtigingsdossier.",
    fr: "Le membre de la police ne participe et ne lit qu'avec une habilitation de sécurité \
         valable ce jour-là, du niveau « secret » au moins. Le système conserve le niveau et \
         l'échéance, jamais le dossier d'habilitation.",
    de: "Das Polizeimitglied nimmt nur teil und liest nur mit einer an diesem Tag gültigen \
         Sicherheitsermächtigung mindestens der Stufe „geheim“. Das System bewahrt die Stufe und \
         das Ablaufdatum auf, nie die Ermächtigungsakte.",
    en: "The police member takes part and reads only with a security clearance that is valid on \
         that day and of at least the level 'secret' (geheim). The system keeps the level and the \
         expiry date, never the clearance file.",
};

pub(super) const R04: Words = Words {
    nl: "Buiten de vaste leden neemt iemand alleen deel op uitnodiging van de burgemeester of zijn \
         vertegenwoordiger. Inlichtingendiensten, het parket en de lokale taskforce zijn geen lid.",
    fr: "En dehors des membres de base, on ne participe que sur invitation du bourgmestre ou de \
         son représentant. Les services de renseignement, le parquet et la task force locale ne \
         sont pas membres.",
    de: "Außer den Kernmitgliedern nimmt man nur auf Einladung des Bürgermeisters oder seines \
         Vertreters teil. Nachrichtendienste, die Staatsanwaltschaft und die lokale Task Force \
         sind keine Mitglieder.",
    en: "Besides the core members, a person takes part only on invitation of the mayor or the \
         mayor's representative. Intelligence services, the public prosecutor and the local task \
         force are not members.",
};

pub(super) const R05: Words = Words {
    nl: "Elke deelname steunt op een rechtsgrond; voor diensten van een gemeenschap of gewest is \
         dat een machtiging bij of krachtens decreet of ordonnantie. Ontbreekt die grond of is hij \
         op die dag vervallen, dan neemt het systeem van die persoon niets aan dat onder het \
         beroepsgeheim valt.",
    fr: "Toute participation repose sur une base légale ; pour les services d'une communauté ou \
         d'une région, c'est un mandat donné par ou en vertu d'un décret ou d'une ordonnance. Si \
         cette base manque ou est expirée ce jour-là, le système n'accepte de cette personne rien \
         qui relève du secret professionnel.",
    de: "Jede Teilnahme beruht auf einer Rechtsgrundlage; für Dienste einer Gemeinschaft oder \
         Region ist dies ein Mandat durch oder aufgrund eines Dekrets oder einer Ordonnanz. Fehlt \
         diese Grundlage oder ist sie an diesem Tag abgelaufen, nimmt das System von dieser Person \
         nichts an, was unter das Berufsgeheimnis fällt.",
    en: "Every participation rests on a legal basis; for services of a Community or Region this is \
         a mandate by or under a decree or ordinance. Where that basis is missing or has expired \
         on the day, the system accepts nothing from that person that falls under professional \
         secrecy.",
};

pub(super) const R06: Words = Words {
    nl: "Elke handeling blijft verbonden met de wettekst die op die dag gold. Een gebruikte \
         rechtsgrond wordt niet gewijzigd: een nieuwe, met eigen data, komt in de plaats.",
    fr: "Chaque acte reste lié au texte légal en vigueur ce jour-là. Une référence légale déjà \
         utilisée n'est pas modifiée : une nouvelle, avec ses propres dates, la remplace.",
    de: "Jede Handlung bleibt mit dem an diesem Tag geltenden Gesetzestext verbunden. Eine bereits \
         verwendete Rechtsgrundlage wird nicht geändert: Eine neue mit eigenen Daten tritt an ihre \
         Stelle.",
    en: "Every act stays tied to the legal text in force on its day. A legal reference that has \
         been used is not changed: a new one, with its own dates, takes its place.",
};

pub(super) const R07: Words = Words {
    nl: "Een plaats wordt ingenomen door één natuurlijke persoon, voor één organisatie en voor een \
         bepaalde periode, met een persoonlijke account. Een vervanger wordt per agendapunt \
         aangewezen en door de burgemeester aanvaard, en erft niet wat de vervangen persoon kon \
         lezen.",
    fr: "Une place est occupée par une seule personne physique, pour une organisation et pour une \
         période, avec un compte personnel. Un remplaçant est désigné par point à l'ordre du jour \
         et accepté par le bourgmestre ; il n'hérite pas de ce que la personne remplacée pouvait \
         lire.",
    de: "Ein Platz wird von einer einzigen natürlichen Person für eine Organisation und einen \
         bestimmten Zeitraum mit einem persönlichen Konto eingenommen. Ein Ersatz wird je \
         Tagesordnungspunkt benannt und vom Bürgermeister angenommen; er übernimmt nicht, was die \
         ersetzte Person lesen konnte.",
    en: "A seat is held by one natural person, for one organisation and one period, with a \
         personal account. A replacement is named per agenda item and accepted by the mayor, and \
         does not inherit what the person replaced could read.",
};

pub(super) const R08: Words = Words {
    nl: "Het overleg dient één doel: terroristische misdrijven voorkomen door personen die \
         signalen van een radicaliseringsproces vertonen, individueel op te volgen. Elke casus en \
         elk agendapunt vermeldt het verband met dat doel.",
    fr: "La concertation n'a qu'une finalité : prévenir les infractions terroristes par le suivi \
         individuel de personnes qui présentent des signes d'un processus de radicalisation. \
         Chaque cas et chaque point à l'ordre du jour indique son lien avec cette finalité.",
    de: "Die Fallkonferenz dient einem einzigen Zweck: terroristische Straftaten zu verhindern, \
         indem Personen, die Anzeichen eines Radikalisierungsprozesses zeigen, individuell \
         begleitet werden. Jeder Fall und jeder Tagesordnungspunkt nennt den Zusammenhang mit \
         diesem Zweck.",
    en: "The consultation serves one purpose: preventing terrorist offences by following up, \
         individually, persons who show signs of a radicalisation process. Every case and every \
         agenda item states its link with that purpose.",
};

pub(super) const R09: Words = Words {
    nl: "Een signaal houdt feiten en interpretatie uit elkaar en bevat niets dat onder het \
         beroepsgeheim valt. Het is nog geen casus, en alleen de coördinator en de burgemeester \
         zien het.",
    fr: "Un signalement sépare les faits de leur interprétation et ne contient rien qui relève du \
         secret professionnel. Ce n'est pas encore un cas ; seuls le coordinateur et le \
         bourgmestre le voient.",
    de: "Ein Hinweis trennt Fakten von ihrer Deutung und enthält nichts, was unter das \
         Berufsgeheimnis fällt. Er ist noch kein Fall, und nur der Koordinator und der \
         Bürgermeister sehen ihn.",
    en: "A signal keeps facts apart from interpretation and contains nothing that falls under \
         professional secrecy. It is not yet a case, and only the coordinator and the mayor see \
         it.",
};

pub(super) const R10: Words = Words {
    nl: "De triage weegt signalen van verschillende, onafhankelijke bronnen af; een voorstel dat \
         op één bron steunt, vraagt een reden. Elk signaal krijgt binnen de termijn een \
         vastgelegde beslissing.",
    fr: "Le tri met en balance des signalements de sources différentes et indépendantes ; une \
         proposition fondée sur une seule source demande une raison. Chaque signalement reçoit \
         dans le délai une décision consignée.",
    de: "Die Triage wägt Hinweise aus verschiedenen, unabhängigen Quellen ab; ein Vorschlag, der \
         auf einer einzigen Quelle beruht, braucht eine Begründung. Jeder Hinweis erhält innerhalb \
         der Frist eine festgehaltene Entscheidung.",
    en: "Triage weighs signals from different, independent sources; a proposal that rests on one \
         source needs a reason. Every signal receives a recorded decision within its time limit.",
};

pub(super) const R11: Words = Words {
    nl: "Alleen de burgemeester of zijn vertegenwoordiger plaatst een casus op de lijst van te \
         bespreken gevallen, na de triage, met een datum en een reden.",
    fr: "Seul le bourgmestre ou son représentant inscrit un cas sur la liste des cas, après le \
         tri, avec une date et une raison.",
    de: "Nur der Bürgermeister oder sein Vertreter setzt einen Fall auf die Fallliste, nach der \
         Triage, mit Datum und Begründung.",
    en: "Only the mayor or the mayor's representative puts a case on the list of cases, after \
         triage, with a date and a reason.",
};

pub(super) const R12: Words = Words {
    nl: "Een casus wordt pas besproken nadat het parket in de voorafgaande toets uitdrukkelijk \
         heeft geantwoord dat er geen bezwaar is, eventueel onder voorwaarden, en zolang dat \
         antwoord geldig is. Stilzwijgen geldt niet als toestemming.",
    fr: "Un cas n'est discuté qu'après que le parquet, lors du contrôle préalable, a répondu \
         expressément qu'il n'a pas d'objection, le cas échéant sous conditions, et tant que cette \
         réponse est valable. Le silence ne vaut pas accord.",
    de: "Ein Fall wird erst besprochen, nachdem die Staatsanwaltschaft in der Vorabprüfung \
         ausdrücklich geantwortet hat, dass sie keine Einwände hat, gegebenenfalls unter \
         Bedingungen, und solange diese Antwort gültig ist. Schweigen gilt nicht als Zustimmung.",
    en: "A case is discussed only after the public prosecutor has answered the prior check \
         explicitly that there is no objection, where needed under conditions, and while that \
         answer is valid. Silence does not count as consent.",
};

pub(super) const R13: Words = Words {
    nl: "Het antwoord van het parket wordt zonder motivering bewaard. Deelnemers vernemen alleen \
         dat een casus niet geagendeerd is, nooit waarom.",
    fr: "La réponse du parquet est conservée sans motivation. Les participants apprennent \
         seulement qu'un cas n'est pas à l'ordre du jour, jamais pourquoi.",
    de: "Die Antwort der Staatsanwaltschaft wird ohne Begründung aufbewahrt. Die Teilnehmer \
         erfahren nur, dass ein Fall nicht auf der Tagesordnung steht, nie warum.",
    en: "The prosecutor's answer is kept without reasons. Participants learn only that a case is \
         not on the agenda, never why.",
};
