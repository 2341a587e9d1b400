//! Reports of the program on itself, for the operator: never a body, a name or a secret, and never the access log.
//!
//! Only the fields listed here are written with their value. Any other field is written as
//! `withheld`, so that a careless line of code cannot carry someone's name into a file that is not
//! protected like the database. A message is a fixed sentence: nothing is formatted into it.

use std::fmt::{self, Write as _};
use std::io::IsTerminal;

use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::{FormatEvent, FormatFields, Writer};
use tracing_subscriber::fmt::{FmtContext, MakeWriter};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::clock::Clock;
use crate::settings::{ReportFormat, TelemetrySettings};

/// The fields whose value may be written: where, what kind, how long, how many, and the cause of an
/// error of the program.
pub const FIELDS: [&str; 23] = [
    "message",
    "request_id",
    "method",
    "route",
    "status",
    "kind",
    "rule",
    "duration_ms",
    "cause",
    "error",
    "count",
    "size",
    "log",
    "backend",
    "version",
    "address",
    "port",
    "path",
    "attempt",
    "wait_s",
    "signal",
    "workers",
    "origin",
];
/// The libraries are heard only when something is wrong.
const LIBRARIES: &str = "warn";
/// A report is a line, not a document.
const LONGEST_VALUE: usize = 2000;

/// Reports cannot be started twice.
#[derive(Debug, thiserror::Error)]
#[error("the reports of the program are started already")]
pub struct AlreadyStarted;

/// Starts the reports of this process, on the standard error stream.
///
/// # Errors
/// When they are started already.
pub fn start(settings: TelemetrySettings, clock: Clock) -> Result<(), AlreadyStarted> {
    subscriber(settings, clock, std::io::stderr)
        .try_init()
        .map_err(|_| AlreadyStarted)
}

/// Whether a person, not a file, is at the other end of the standard error stream.
#[must_use]
pub fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

fn subscriber<W>(settings: TelemetrySettings, clock: Clock, to: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let level = settings.level.code();
    let filter = EnvFilter::new(format!("{LIBRARIES},livc={level}"));
    let lines = Lines {
        format: settings.format,
        clock,
    };
    tracing_subscriber::fmt()
        // A report that cannot be written is lost; told on the same stream, its loss would end the work as well.
        .log_internal_errors(false)
        .with_env_filter(filter)
        .with_writer(to)
        .event_format(lines)
        .finish()
}

/// One line an event, with the fields that may be shown.
struct Lines {
    format: ReportFormat,
    clock: Clock,
}

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _spans: &FmtContext<'_, S, N>, mut to: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut shown = Shown::default();
        event.record(&mut shown);
        let at = self.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let (level, target) = (event.metadata().level(), event.metadata().target());
        match self.format {
            ReportFormat::Plain => plain(&mut to, &at, *level, target, &shown),
            ReportFormat::Json => json(&mut to, &at, *level, target, shown),
        }
    }
}

fn plain(to: &mut Writer<'_>, at: &str, level: Level, target: &str, shown: &Shown) -> fmt::Result {
    write!(to, "{at} {level:>5} {target}")?;
    for (name, value) in &shown.0 {
        let text = match value {
            Value::String(text) => one_line(text),
            other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                other.to_string()
            }
        };
        if name == "message" {
            write!(to, " {text}")?;
        } else {
            write!(to, " {name}={text}")?;
        }
    }
    to.write_char('\n')
}

fn json(to: &mut Writer<'_>, at: &str, level: Level, target: &str, shown: Shown) -> fmt::Result {
    let mut line = Map::new();
    line.insert("at".to_owned(), at.into());
    line.insert("level".to_owned(), level.as_str().to_lowercase().into());
    line.insert("target".to_owned(), target.into());
    line.extend(shown.0);
    writeln!(to, "{}", Value::Object(line))
}

/// A line end inside a value would let it pass for a line of its own.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The fields of an event, withheld unless listed.
#[derive(Default)]
struct Shown(Vec<(String, Value)>);

impl Shown {
    fn show(&mut self, field: &Field, value: Value) {
        let is_listed = FIELDS.contains(&field.name());
        let value = if is_listed { value } else { Value::from("withheld") };
        self.0.push((field.name().to_owned(), value));
    }
}

impl Visit for Shown {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let mut text = String::new();
        // Writing to a text cannot fail; a Debug that fails on its own leaves what it wrote.
        let _ = write!(text, "{value:?}");
        self.record_str(field, &text);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let text: String = value.chars().take(LONGEST_VALUE).collect();
        self.show(field, text.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.show(field, value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.show(field, value.into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.show(field, value.into());
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::settings::ReportLevel;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn written(format: ReportFormat, level: ReportLevel, report: impl FnOnce()) -> String {
        let paper = Paper::default();
        let to = paper.clone();
        let clock = Clock::fixed("2026-11-21T10:00:00.5Z".parse().unwrap());
        let settings = TelemetrySettings { format, level };
        let subscriber = subscriber(settings, clock, move || to.clone());
        tracing::subscriber::with_default(subscriber, report);
        let bytes = paper.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_plain_line_has_time_level_place_message_and_listed_fields() {
        let text = written(ReportFormat::Plain, ReportLevel::Info, || {
            tracing::info!(target: "livc::http", status = 503, route = "/items/{id}", "answered");
        });
        assert_eq!(
            text,
            "2026-11-21T10:00:00.500Z  INFO livc::http answered status=503 route=/items/{id}\n"
        );
    }

    #[test]
    fn a_json_line_is_one_object() {
        let text = written(ReportFormat::Json, ReportLevel::Info, || {
            tracing::warn!(target: "livc::http", status = 503_u64, cause = "disk \"full\"\nx", "answered");
        });
        assert_eq!(text.lines().count(), 1);
        let line: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            line,
            serde_json::json!({
                "at": "2026-11-21T10:00:00.500Z", "level": "warn", "target": "livc::http",
                "message": "answered", "status": 503, "cause": "disk \"full\"\nx",
            })
        );
    }

    #[test]
    fn the_value_of_a_field_that_is_not_listed_is_withheld() {
        for format in [ReportFormat::Plain, ReportFormat::Json] {
            let text = written(format, ReportLevel::Trace, || {
                let name = "Canary Peeters";
                tracing::error!(target: "livc", name, body = ?name, id = 4711, %name, "refused");
                let span = tracing::error_span!(target: "livc", "request", name);
                let _inside = span.enter();
                tracing::error!(target: "livc", is_member = true, "inside");
            });
            assert!(text.contains("withheld") && text.contains("refused"), "{text}");
            for secret in ["Canary", "4711", "true"] {
                assert!(!text.contains(secret), "{text}");
            }
        }
    }

    #[test]
    fn a_value_cannot_pass_for_a_line_of_its_own() {
        let text = written(ReportFormat::Plain, ReportLevel::Info, || {
            tracing::info!(target: "livc", cause = "x\n2026-11-21T10:00:00Z INFO all is well", "a");
        });
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn a_value_has_an_end() {
        let text = written(ReportFormat::Plain, ReportLevel::Info, || {
            tracing::info!(target: "livc", cause = "x".repeat(100_000), "a");
        });
        assert!(text.len() < LONGEST_VALUE + 100);
    }

    #[test]
    fn the_level_counts_for_livc_and_libraries_are_heard_from_warnings_on() {
        let text = written(ReportFormat::Plain, ReportLevel::Debug, || {
            tracing::debug!(target: "livc::http", "own debug");
            tracing::trace!(target: "livc::http", "own trace");
            tracing::info!(target: "actix_server", "library info");
            tracing::warn!(target: "actix_server", "library warning");
        });
        assert!(text.contains("own debug") && text.contains("library warning"), "{text}");
        assert!(!text.contains("own trace") && !text.contains("library info"), "{text}");
        let quiet = written(ReportFormat::Plain, ReportLevel::Error, || {
            tracing::warn!(target: "livc::http", "own warning");
        });
        assert!(quiet.is_empty(), "{quiet}");
    }
}
