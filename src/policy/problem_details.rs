//! What happened, per problem kind, in four languages.
//!
//! Nothing here may depend on what a caller is not to know.

use super::lang::Words;

pub(super) const MALFORMED_REQUEST: Words = Words {
    nl: "Het verzoek is niet opgebouwd zoals beschreven: een veld ontbreekt, is onbekend of heeft \
         een verkeerde vorm.",
    fr: "La demande n'est pas construite comme décrit : un champ manque, est inconnu ou n'a pas la \
         bonne forme.",
    de: "Die Anfrage ist nicht wie beschrieben aufgebaut: Ein Feld fehlt, ist unbekannt oder hat \
         eine falsche Form.",
    en: "The request is not built as described: a field is missing, unknown or of the wrong form.",
};

pub(super) const METHOD_NOT_ALLOWED: Words = Words {
    nl: "Dit adres bestaat, maar niet met deze methode.",
    fr: "Cette adresse existe, mais pas avec cette méthode.",
    de: "Diese Adresse gibt es, aber nicht mit dieser Methode.",
    en: "This address exists, but not with this method.",
};

pub(super) const BODY_TOO_LARGE: Words = Words {
    nl: "Het verzoek is groter dan dit adres aanvaardt.",
    fr: "La demande dépasse la taille acceptée à cette adresse.",
    de: "Die Anfrage ist größer, als diese Adresse annimmt.",
    en: "The request is larger than this address accepts.",
};

pub(super) const MEDIA_TYPE_NOT_SUPPORTED: Words = Words {
    nl: "Dit adres aanvaardt alleen JSON.",
    fr: "Cette adresse n'accepte que du JSON.",
    de: "Diese Adresse nimmt nur JSON an.",
    en: "This address accepts JSON only.",
};

pub(super) const NOT_SIGNED_IN: Words = Words {
    nl: "Er is geen geldige aanmelding, of ze is beëindigd. Meld u aan en probeer opnieuw.",
    fr: "Il n'y a pas de session valable, ou elle a pris fin. Connectez-vous et réessayez.",
    de: "Es besteht keine gültige Anmeldung, oder sie ist beendet. Melden Sie sich an und \
         versuchen Sie es erneut.",
    en: "There is no valid session, or it has ended. Sign in and try again.",
};

pub(super) const SIGN_IN_REFUSED: Words = Words {
    nl: "De aanmelding is niet aanvaard. Controleer uw gegevens en uw tweede factor.",
    fr: "La connexion n'a pas été acceptée. Vérifiez vos données et votre second facteur.",
    de: "Die Anmeldung wurde nicht angenommen. Prüfen Sie Ihre Angaben und Ihren zweiten Faktor.",
    en: "The sign-in was not accepted. Check your details and your second factor.",
};

pub(super) const FORBIDDEN: Words = Words {
    nl: "De regel die hierbij vermeld is, laat deze handeling vanuit uw plaats niet toe.",
    fr: "La règle indiquée ne permet pas cet acte depuis votre place.",
    de: "Die angegebene Regel erlaubt diese Handlung von Ihrem Platz aus nicht.",
    en: "The rule named with this answer does not allow this act from your seat.",
};

pub(super) const NOT_FOUND: Words = Words {
    nl: "Op dit adres is er niets dat u kunt zien.",
    fr: "Il n'y a rien à cette adresse que vous puissiez voir.",
    de: "Unter dieser Adresse gibt es nichts, was Sie sehen können.",
    en: "There is nothing at this address that you can see.",
};

pub(super) const WRONG_STATE: Words = Words {
    nl: "In de huidige stand van zaken kan deze handeling niet. De vermelde regel zegt wat eerst \
         moet gebeuren.",
    fr: "Dans l'état actuel, cet acte n'est pas possible. La règle indiquée dit ce qui doit se \
         faire d'abord.",
    de: "Im derzeitigen Stand ist diese Handlung nicht möglich. Die angegebene Regel sagt, was \
         zuerst geschehen muss.",
    en: "In the present state this act is not possible. The rule named with this answer says what \
         has to happen first.",
};

pub(super) const CHANGED_MEANWHILE: Words = Words {
    nl: "Iemand anders heeft intussen iets gewijzigd. Bekijk de huidige stand en probeer opnieuw.",
    fr: "Quelqu'un d'autre a modifié quelque chose entre-temps. Consultez l'état actuel et \
         réessayez.",
    de: "Jemand anderes hat inzwischen etwas geändert. Sehen Sie sich den aktuellen Stand an und \
         versuchen Sie es erneut.",
    en: "Someone else has changed something meanwhile. Look at the present state and try again.",
};

pub(super) const NEW_PREVIEW_NEEDED: Words = Words {
    nl: "De kring die dit zou kunnen lezen, is sinds het voorbeeld veranderd. Bekijk een nieuw \
         voorbeeld voordat u bewaart.",
    fr: "Le cercle de ceux qui pourraient lire ceci a changé depuis l'aperçu. Consultez un nouvel \
         aperçu avant d'enregistrer.",
    de: "Der Kreis derer, die dies lesen könnten, hat sich seit der Vorschau geändert. Sehen Sie \
         sich vor dem Speichern eine neue Vorschau an.",
    en: "The circle of those who could read this has changed since the preview. Look at a new \
         preview before you save.",
};

pub(super) const STALE_VERSION: Words = Words {
    nl: "U werkte op een oudere versie. Lees het opnieuw voordat u wijzigt.",
    fr: "Vous travailliez sur une version plus ancienne. Relisez avant de modifier.",
    de: "Sie haben mit einer älteren Fassung gearbeitet. Lesen Sie sie neu, bevor Sie ändern.",
    en: "You were working on an older version. Read it again before you change it.",
};

pub(super) const NOT_ACCEPTABLE: Words = Words {
    nl: "De vorm klopt, maar de inhoud is niet aanvaardbaar. Per veld staat erbij wat er moet \
         veranderen.",
    fr: "La forme est correcte, mais le contenu n'est pas acceptable. Pour chaque champ, il est \
         indiqué ce qui doit changer.",
    de: "Die Form stimmt, aber der Inhalt ist nicht annehmbar. Zu jedem Feld steht, was zu ändern \
         ist.",
    en: "The form is right, but the content is not acceptable. For each field it is stated what \
         has to change.",
};

pub(super) const IDEMPOTENCY_KEY_REUSED: Words = Words {
    nl: "Deze herhaalsleutel hoort bij een ander verzoek. Gebruik een nieuwe sleutel.",
    fr: "Cette clé de répétition appartient à une autre demande. Utilisez une nouvelle clé.",
    de: "Dieser Wiederholungsschlüssel gehört zu einer anderen Anfrage. Verwenden Sie einen neuen \
         Schlüssel.",
    en: "This idempotency key belongs to another request. Use a new key.",
};

pub(super) const SEALED: Words = Words {
    nl: "Dit is verzegeld, afgesloten of in bewaring. De vermelde regel zegt waarom.",
    fr: "Ceci est scellé, clôturé ou mis en conservation. La règle indiquée dit pourquoi.",
    de: "Dies ist versiegelt, abgeschlossen oder in Verwahrung. Die angegebene Regel sagt, warum.",
    en: "This is sealed, closed or on hold. The rule named with this answer says why.",
};

pub(super) const PRECONDITION_MISSING: Words = Words {
    nl: "U moet eerst nog iets doen, zoals de geheimhouding aanvaarden, een reden geven of een \
         tweede persoon laten bevestigen.",
    fr: "Vous devez encore faire quelque chose d'abord, comme accepter le secret, donner une \
         raison ou faire confirmer par une seconde personne.",
    de: "Sie müssen zuerst noch etwas tun, etwa die Verschwiegenheit annehmen, einen Grund nennen \
         oder eine zweite Person bestätigen lassen.",
    en: "There is something you have to do first, such as accepting the secrecy, giving a reason \
         or having a second person confirm.",
};

pub(super) const TOO_MANY_REQUESTS: Words = Words {
    nl: "Er waren te veel verzoeken in korte tijd. Wacht even en probeer opnieuw.",
    fr: "Il y a eu trop de demandes en peu de temps. Attendez un moment et réessayez.",
    de: "Es gab zu viele Anfragen in kurzer Zeit. Warten Sie einen Moment und versuchen Sie es \
         erneut.",
    en: "There were too many requests in a short time. Wait a moment and try again.",
};

pub(super) const UNAVAILABLE: Words = Words {
    nl: "Het systeem kan nu niets vastleggen en toont of wijzigt daarom niets. Probeer het later \
         opnieuw.",
    fr: "Le système ne peut rien consigner pour le moment ; il ne montre et ne modifie donc rien. \
         Réessayez plus tard.",
    de: "Das System kann derzeit nichts festhalten und zeigt oder ändert daher nichts. Versuchen \
         Sie es später erneut.",
    en: "The system cannot record anything at the moment, and therefore shows and changes nothing. \
         Try again later.",
};
