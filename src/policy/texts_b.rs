//! Rule sentences R14 to R29: convening, attendance and contributions, in four languages.
//!
//! A sentence states the rule itself, so that it serves a permit as well as a refusal, and names no
//! article: the legal reference is dated data.

use super::lang::Words;

pub(super) const R14: Words = Words {
    nl: "Deelname wordt per agendapunt bepaald: alleen wie kan bijdragen aan de opvolging van de \
         betrokkene, wordt uitgenodigd en ziet dat agendapunt, en geen ander.",
    fr: "La participation se décide point par point : seuls ceux qui peuvent contribuer au suivi \
         de la personne concernée sont invités, et ils voient ce point de l'ordre du jour et aucun \
         autre.",
    de: "Über die Teilnahme wird je Tagesordnungspunkt entschieden: Nur wer zur Begleitung der \
         betroffenen Person beitragen kann, wird eingeladen und sieht diesen Tagesordnungspunkt \
         und keinen anderen.",
    en: "Participation is decided for each agenda item: only those who can contribute to the \
         follow-up of the person concerned are invited, and they see that item and no other.",
};

pub(super) const R15: Words = Words {
    nl: "Een uitnodiging vermeldt de rechtsgrond, het doel, de werkwijze, de uitgenodigde \
         functies, de plaats en het tijdstip, en de rechten van de genodigde. Over de betrokkene \
         staat er niets in.",
    fr: "Une convocation mentionne la base légale, la finalité, les modalités, les fonctions \
         invitées, le lieu et l'heure, ainsi que les droits de la personne invitée. Elle ne dit \
         rien de la personne concernée.",
    de: "Eine Einladung nennt die Rechtsgrundlage, den Zweck, die Arbeitsweise, die eingeladenen \
         Funktionen, Ort und Zeit sowie die Rechte der eingeladenen Person. Über die betroffene \
         Person steht nichts darin.",
    en: "A convocation states the legal basis, the purpose, the way of working, the functions \
         invited, the place and time, and the rights of the invitee. It says nothing about the \
         person concerned.",
};

pub(super) const R16: Words = Words {
    nl: "Niemand is verplicht om deel te nemen, en een antwoord kan veranderen tot het agendapunt \
         gesloten is. Waar de rechtsgrond het vraagt, geeft wie weigert een reden; alleen de \
         burgemeester en de coördinator zien die.",
    fr: "Personne n'est obligé de participer, et une réponse peut changer jusqu'à la clôture du \
         point à l'ordre du jour. Là où la base légale le demande, la personne qui décline donne \
         une raison, que seuls le bourgmestre et le coordinateur voient.",
    de: "Niemand ist zur Teilnahme verpflichtet, und eine Antwort kann bis zum Abschluss des \
         Tagesordnungspunkts geändert werden. Wo die Rechtsgrundlage es verlangt, nennt die \
         ablehnende Person einen Grund, den nur der Bürgermeister und der Koordinator sehen.",
    en: "Nobody is obliged to attend, and an answer may change until the agenda item closes. Where \
         the legal basis asks for it, whoever declines gives a reason, which only the mayor and \
         the coordinator see.",
};

pub(super) const R17: Words = Words {
    nl: "Een deelnemer aanvaardt de geheimhouding van het overleg voordat iets van een casus \
         getoond wordt. De identiteit van de betrokkene wordt alleen getoond aan wie haar voor een \
         lopende taak nodig heeft, met een opgegeven doel, en elke keer wordt dat vastgelegd.",
    fr: "Un participant accepte le secret de la concertation avant que quoi que ce soit d'un cas \
         lui soit montré. L'identité de la personne concernée n'est montrée qu'à qui en a besoin \
         pour une tâche en cours, dans un but indiqué, et chaque fois cela est consigné.",
    de: "Ein Teilnehmer nimmt die Verschwiegenheit der Fallkonferenz an, bevor ihm etwas von einem \
         Fall gezeigt wird. Die Identität der betroffenen Person wird nur gezeigt, wem sie für \
         eine laufende Aufgabe nötig ist, mit angegebenem Zweck, und jedes Mal wird dies \
         festgehalten.",
    en: "A participant accepts the secrecy of the consultation before anything of a case is shown. \
         The identity of the person concerned is shown only to those who need it for a current \
         task, for a stated purpose, and each time this is recorded.",
};

pub(super) const R18: Words = Words {
    nl: "Wie effectief deelneemt, wordt per agendapunt vastgelegd: de deelnemer meldt zich aan en \
         de voorzitter bevestigt. Na het sluiten ligt die lijst vast; alleen een ondertekende \
         papieren lijst, bevestigd door een tweede persoon, kan haar nog aanvullen.",
    fr: "La participation effective est consignée pour chaque point à l'ordre du jour : le \
         participant signale sa présence et le président la confirme. Après la clôture, la liste \
         est fixée ; seule une liste papier signée, confirmée par une seconde personne, peut \
         encore la compléter.",
    de: "Wer tatsächlich teilnimmt, wird je Tagesordnungspunkt festgehalten: Der Teilnehmer meldet \
         sich an und der Vorsitzende bestätigt. Nach dem Abschluss steht die Liste fest; nur eine \
         unterschriebene Papierliste, die eine zweite Person bestätigt, kann sie noch ergänzen.",
    en: "Who effectively takes part is recorded for each agenda item: the participant checks in \
         and the chair confirms. After closing the list is fixed; only a signed paper list, \
         confirmed by a second person, can still add to it.",
};

pub(super) const R19: Words = Words {
    nl: "Een agendapunt gaat pas open als de vergadering regelmatig is bijeengeroepen: de \
         burgemeester of zijn vertegenwoordiger zit voor, de drie vaste plaatsen zijn bezet en de \
         uitnodigingstermijn is nageleefd. Een kortere termijn vraagt een schriftelijke reden of \
         de instemming van de genodigde zelf.",
    fr: "Un point de l'ordre du jour n'est ouvert que si la réunion est régulièrement convoquée : \
         le bourgmestre ou son représentant préside, les trois places de base sont occupées et le \
         délai de convocation est respecté. Un délai plus court demande une raison écrite ou \
         l'accord de la personne invitée elle-même.",
    de: "Ein Tagesordnungspunkt wird erst eröffnet, wenn die Sitzung ordnungsgemäß einberufen ist: \
         Der Bürgermeister oder sein Vertreter führt den Vorsitz, die drei Kernplätze sind besetzt \
         und die Einladungsfrist ist eingehalten. Eine kürzere Frist verlangt eine schriftliche \
         Begründung oder die Zustimmung der eingeladenen Person selbst.",
    en: "An agenda item opens only when the meeting is lawfully convened: the mayor or the mayor's \
         representative chairs, the three core seats are present and the notice period is \
         respected. A shorter notice needs a written reason or the consent of the invitee in \
         person.",
};

pub(super) const R20: Words = Words {
    nl: "Wie niet is uitgenodigd, vervangen is of vertrokken is, verneemt niets meer, ook niet of \
         een casus bestaat. Een afwezige genodigde verneemt alleen of het agendapunt afgehandeld \
         is.",
    fr: "La personne qui n'est pas invitée, qui est remplacée ou qui est partie n'apprend plus \
         rien, pas même si un cas existe. Une personne invitée mais absente apprend seulement si \
         le point a été traité.",
    de: "Wer nicht eingeladen ist, ersetzt wurde oder ausgeschieden ist, erfährt nichts mehr, auch \
         nicht, ob ein Fall besteht. Eine eingeladene, aber abwesende Person erfährt nur, ob der \
         Tagesordnungspunkt behandelt wurde.",
    en: "Whoever is not invited, has been replaced or has left learns nothing more, not even \
         whether a case exists. An absent invitee learns only whether the item was dealt with.",
};

pub(super) const R21: Words = Words {
    nl: "Er is geen spreekplicht. Niemand hoeft iets in te brengen; wie zwijgt, ondervindt daar \
         geen gevolg van en dat blijft voor anderen onzichtbaar.",
    fr: "Il n'y a pas d'obligation de parler. Personne ne doit faire un apport ; se taire n'a \
         aucune conséquence et reste invisible pour les autres.",
    de: "Es gibt keine Redepflicht. Niemand muss etwas beitragen; wer schweigt, erfährt dadurch \
         keinen Nachteil, und für andere bleibt es unsichtbar.",
    en: "There is no duty to speak. Nobody has to contribute; silence has no consequence and stays \
         invisible to others.",
};

pub(super) const R22: Words = Words {
    nl: "Elke inbreng draagt een geheimhoudingsregime dat past bij de functie van de auteur; wie \
         een beroepsgeheim heeft, kiest het zelf. De auteur kan het verhogen, niemand kan het \
         daarna verlagen.",
    fr: "Chaque apport porte un régime de secret qui correspond à la fonction de son auteur ; le \
         titulaire d'un secret professionnel le choisit lui-même. L'auteur peut le relever, \
         personne ne peut ensuite l'abaisser.",
    de: "Jeder Beitrag trägt ein Geheimhaltungsregime, das zur Funktion seines Verfassers passt; \
         wer einem Berufsgeheimnis unterliegt, wählt es selbst. Der Verfasser kann es verschärfen, \
         niemand kann es danach lockern.",
    en: "Every contribution carries a secrecy regime that fits its author's function; a holder of \
         professional secrecy chooses it in person. The author may raise it, and nobody may lower \
         it afterwards.",
};

pub(super) const R23: Words = Words {
    nl: "Een inbreng wordt alleen aanvaard van een aangemelde deelnemer en terwijl het agendapunt \
         open is. Na het sluiten kan alleen de auteur nog een aanvulling toevoegen, voor dezelfde \
         lezers.",
    fr: "Un apport n'est accepté que d'un participant dont la présence est signalée et pendant que \
         le point de l'ordre du jour est ouvert. Après la clôture, seul l'auteur peut encore \
         ajouter un complément, pour les mêmes lecteurs.",
    de: "Ein Beitrag wird nur von einem angemeldeten Teilnehmer angenommen und nur, während der \
         Tagesordnungspunkt offen ist. Nach dem Abschluss kann nur der Verfasser noch einen \
         Nachtrag für dieselben Leser hinzufügen.",
    en: "A contribution is accepted only from a participant who is checked in, while the agenda \
         item is open. After closing only the author can still add an addendum, for the same \
         readers.",
};

pub(super) const R24: Words = Words {
    nl: "De auteur beslist wie een inbreng mag lezen, onder de deelnemers die aanwezig waren toen \
         de inbreng werd bewaard. Alleen de auteur kan die kring verruimen, en alleen zolang het \
         agendapunt open is.",
    fr: "L'auteur décide qui peut lire un apport, parmi les participants présents au moment de son \
         enregistrement. Lui seul peut élargir ce cercle, et seulement tant que le point de \
         l'ordre du jour est ouvert.",
    de: "Der Verfasser entscheidet, wer einen Beitrag lesen darf, unter den Teilnehmern, die beim \
         Speichern anwesend waren. Nur er kann diesen Kreis erweitern, und nur solange der \
         Tagesordnungspunkt offen ist.",
    en: "The author decides who may read a contribution, among the participants present when it \
         was saved. Only the author can widen that circle, and only while the agenda item is open.",
};

pub(super) const R25: Words = Words {
    nl: "Wat onder het beroepsgeheim valt, wordt gezegd en niet bewaard: het systeem onthoudt \
         alleen dat er iets gezegd is, en alleen voor de auteur. Tekst wordt enkel bewaard als het \
         protocol dat toelaat en de auteur ervoor kiest, en dan maar voor korte tijd.",
    fr: "Ce qui relève du secret professionnel est dit et non conservé : le système retient \
         seulement que quelque chose a été dit, et pour l'auteur seul. Un texte n'est conservé que \
         si le protocole le permet et que l'auteur le choisit, et alors pour peu de temps.",
    de: "Was unter das Berufsgeheimnis fällt, wird gesagt und nicht gespeichert: Das System behält \
         nur, dass etwas gesagt wurde, und nur für den Verfasser. Text wird nur aufbewahrt, wenn \
         das Protokoll es erlaubt und der Verfasser es wählt, und dann nur für kurze Zeit.",
    en: "What falls under professional secrecy is spoken and not stored: the system remembers only \
         that something was said, and for its author alone. Text is kept only if the protocol \
         allows it and the author chooses it, and then for a short time.",
};

pub(super) const R26: Words = Words {
    nl: "Geclassificeerde informatie hoort niet in dit systeem. Een tekst met een \
         classificatiemarkering wordt geweigerd en er blijft geen kopie van.",
    fr: "Les informations classifiées n'ont pas leur place dans ce système. Un texte portant une \
         marque de classification est refusé et il n'en reste aucune copie.",
    de: "Klassifizierte Informationen gehören nicht in dieses System. Ein Text mit einer \
         Klassifizierungskennzeichnung wird abgelehnt, und es bleibt keine Kopie davon.",
    en: "Classified information does not belong in this system. A text with a classification mark \
         is refused, and no copy of it is kept.",
};

pub(super) const R27: Words = Words {
    nl: "Informatie uit een lopend strafonderzoek wordt alleen ingebracht met de referentie en de \
         datum van het akkoord van de magistraat. De effectieve deelnemers kunnen ze lezen zolang \
         het agendapunt open is; bij het sluiten wordt ze verzegeld.",
    fr: "Une information issue d'une enquête ou d'une instruction en cours n'est apportée qu'avec \
         la référence et la date de l'accord du magistrat. Les participants effectifs peuvent la \
         lire tant que le point de l'ordre du jour est ouvert ; à la clôture, elle est scellée.",
    de: "Informationen aus einer laufenden Ermittlung oder Untersuchung werden nur mit \
         Aktenzeichen und Datum der Zustimmung des Magistrats eingebracht. Die tatsächlichen \
         Teilnehmer können sie lesen, solange der Tagesordnungspunkt offen ist; beim Abschluss \
         werden sie versiegelt.",
    en: "Information from a running criminal investigation is entered only with the reference and \
         date of the magistrate's agreement. The effective participants can read it while the \
         agenda item is open; at its closing it is sealed.",
};

pub(super) const R28: Words = Words {
    nl: "De auteur kan een inbreng verbeteren of intrekken. Na het sluiten van het agendapunt \
         gebeurt een verbetering als aanvulling voor dezelfde lezers; wat ingetrokken is, wordt \
         voorgoed onleesbaar.",
    fr: "L'auteur peut corriger ou retirer un apport. Après la clôture du point à l'ordre du jour, \
         une correction prend la forme d'un complément pour les mêmes lecteurs ; ce qui est retiré \
         devient définitivement illisible.",
    de: "Der Verfasser kann einen Beitrag berichtigen oder zurückziehen. Nach dem Abschluss des \
         Tagesordnungspunkts erfolgt eine Berichtigung als Nachtrag für dieselben Leser; was \
         zurückgezogen ist, wird endgültig unlesbar.",
    en: "The author can correct or withdraw a contribution. After the agenda item has closed, a \
         correction is an addendum for the same readers; what is withdrawn becomes unreadable for \
         good.",
};

pub(super) const R29: Words = Words {
    nl: "Wat men in het overleg verneemt, dient alleen het overleg. De inbreng van anderen wordt \
         niet gekopieerd of uitgevoerd; een deelnemer neemt alleen de eigen afspraken mee.",
    fr: "Ce que l'on apprend dans la concertation ne sert qu'à la concertation. Les apports des \
         autres ne sont ni copiés ni exportés ; un participant n'emporte que ses propres actions \
         convenues.",
    de: "Was man in der Fallkonferenz erfährt, dient nur der Fallkonferenz. Die Beiträge anderer \
         werden nicht kopiert oder ausgeführt; ein Teilnehmer nimmt nur seine eigenen vereinbarten \
         Maßnahmen mit.",
    en: "What is learnt in the consultation serves the consultation only. Contributions of others \
         are not copied or exported; a participant takes away only their own agreed actions.",
};
