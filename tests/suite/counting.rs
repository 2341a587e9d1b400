//! Counting what a request asks of the database: the statements of one town, in order, without their values.

use crate::support::Town;
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The statements of the towns that are watched, by the address of their database.
static WATCHED: Mutex<BTreeMap<String, Vec<String>>> = Mutex::new(BTreeMap::new());

fn watched() -> MutexGuard<'static, BTreeMap<String, Vec<String>>> {
    WATCHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A town whose statements are written down.
pub struct Counted {
    /// The town.
    pub town: Town,
    address: String,
}

/// What one connection tells; it knows its own address.
#[derive(Default)]
struct Ear {
    address: String,
}

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartEstablishConnection { url, .. } = &event {
            (*url).clone_into(&mut self.address);
        }
        if let (InstrumentationEvent::StartQuery { query, .. }, Some(heard)) =
            (&event, watched().get_mut(&self.address))
        {
            let text = query.to_string();
            let statement = text.split(" -- binds:").next().unwrap_or_default();
            heard.push(statement.to_owned());
        }
    }
}

impl Counted {
    /// Starts a town with every one of its connections listened to.
    pub fn start() -> Self {
        set_default_instrumentation(|| Some(Box::new(Ear::default()))).unwrap();
        let town = Town::start();
        let address = town.database.url.trim_start_matches("sqlite://").to_owned();
        watched().insert(address.clone(), Vec::new());
        Self { town, address }
    }

    /// The statements since the last time this was asked.
    pub fn heard(&self) -> Vec<String> {
        watched().get_mut(&self.address).map(std::mem::take).unwrap_or_default()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        watched().remove(&self.address);
    }
}
