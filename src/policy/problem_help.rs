//! The pages behind the problem kinds: what causes an answer and what its reader can do.

pub(super) const MALFORMED_REQUEST: &str = "The server could not read the request: its body is \
     not valid JSON, a field is missing or unknown, or an identifier or date in the path or query \
     has the wrong form. Nothing was read or changed in the case work. Compare the request with \
     the description of the operation, correct it and send it again; repeating it unchanged gives \
     the same answer.";

pub(super) const METHOD_NOT_ALLOWED: &str = "The address is known but does not support the method \
     of the request. The header Allow of the answer lists the methods that exist. Some things are \
     left out on purpose: there is no route that lists the vault, exports a case or deletes a \
     record of the log.";

pub(super) const BODY_TOO_LARGE: &str = "The body of the request exceeds the limit of this \
     address and was not read. Texts have a maximum length and files are not accepted at all: \
     shorten the text to what the consultation needs and send it again.";

pub(super) const MEDIA_TYPE_NOT_SUPPORTED: &str = "The body of the request was sent with a media \
     type that this address does not read. Send it as JSON, with the header Content-Type: \
     application/json; only the opening inventory is a table, with Content-Type: text/csv in \
     UTF-8. Documents, scans and images are not accepted.";

pub(super) const NOT_SIGNED_IN: &str = "The request carried no session, or a session that has \
     expired, was ended, or belonged to a seat that ended. Sign in again, choose a seat and \
     repeat the request. When signing in works but every request is refused again, ask the \
     coordinator whether the seat is still current.";

pub(super) const SIGN_IN_REFUSED: &str = "The name, the password or the second factor was not \
     accepted. The answer is the same for every cause, also for a name that does not exist, so \
     that it helps nobody to guess. Check that the clock of the device that makes the codes is \
     right, and wait for a fresh code. After several failures there is a waiting time; if it \
     keeps failing, ask the coordinator for help.";

pub(super) const FORBIDDEN: &str = "The caller is known, but the seat in which the session acts \
     may not do this: either the function never may, or this object is visible while this act on \
     it is not allowed. The field rule names the rule and its sentence explains it; the refusal \
     is recorded. If another of your seats fits the task, choose that seat. If you think the rule \
     is applied wrongly, ask the coordinator or the data protection officer.";

pub(super) const NOT_FOUND: &str = "The address leads to nothing that the caller may know of. The \
     answer is the same, byte for byte, whether the object never existed, was erased, or belongs \
     to a circle the caller is not part of, and whether or not the route exists. It never names a \
     rule. Check the address; if you expected an invitation or a task, ask the coordinator \
     outside the system.";

pub(super) const WRONG_STATE: &str = "The object exists and the caller may act on it, but not in \
     its present state: a step is still missing, such as the answer of the prior check or a core \
     seat at the table, or the object has moved on, such as an agenda item that is closed. Read \
     the object again, do the missing step and repeat the act. The field rule names the rule that \
     asks for the step.";

pub(super) const CHANGED_MEANWHILE: &str = "Two acts met, and the other one was first. Nothing of \
     this request was kept. Read the object again, check that the act is still wanted and repeat \
     it. Where a second record of the same thing would arise, such as a second answer or a second \
     case manager, it is already there.";

pub(super) const NEW_PREVIEW_NEEDED: &str = "A contribution is saved only if those who can read \
     it are exactly the persons its author has seen in the preview. Since then a participant \
     checked in or out, or a seat or setting changed. Nothing was stored. Ask for a new preview, \
     decide whether the audience is still right, and save with the new preview's hash.";

pub(super) const STALE_VERSION: &str = "The header If-Match names a version that is no longer the \
     present one, so the change was not made. Read the object again, compare, and send the change \
     with the new ETag.";

pub(super) const NOT_ACCEPTABLE: &str = "The request could be read but its content is not \
     accepted: a label is missing, a text carries a national number, a phone number or a \
     classification mark, or values do not go together. The list errors points to each field and, \
     in a text, to the position; the refused text itself is neither kept nor repeated. Correct \
     the fields and send the request again. If a text carries a classification mark, stop and \
     follow the incident procedure.";

pub(super) const IDEMPOTENCY_KEY_REUSED: &str = "The header Idempotency-Key repeats a key that \
     this seat has already used for another request. Nothing was done. Use a fresh key for every \
     new act, and repeat a key only together with exactly the same request, for example when the \
     connection broke before the answer arrived.";

pub(super) const SEALED: &str = "The object exists and the caller may know of it, but it can no \
     longer be read or changed: the case is closed and sealed, information of an investigation \
     was sealed when its agenda item closed, or the data protection officer has placed a hold. A \
     closed case is opened again only by a new listing and a new prior check.";

pub(super) const PRECONDITION_MISSING: &str = "The act is possible, but something that only the \
     caller can add is missing: the acknowledgement of the secrecy of the consultation, a reason, \
     a second factor for this meeting, the confirmation or approval of a second person, or the \
     header If-Match. The field rule names the rule. Do the missing step and send the request \
     again.";

pub(super) const TOO_MANY_REQUESTS: &str = "The caller or the account sent more requests than \
     this address accepts in a short time, most often at sign-in or when texts are screened. The \
     header Retry-After states how many seconds to wait. Requests sent before that are refused as \
     well and do not help.";

pub(super) const UNAVAILABLE: &str = "The database, the key store or the access log could not be \
     reached or written. What cannot be recorded is not shown and not done, so the request had no \
     effect. Try again after some time; the operator finds the cause in the technical log under \
     the request id of the answer. In imminent danger do not wait for the system: call 101 or 112.";
