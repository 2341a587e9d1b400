//! The ids of a situation, to be filled into addresses and bodies of operations.

use crate::scene::{self, UNKNOWN};
use crate::support::Town;

/// Ids to fill into addresses and bodies.
#[derive(Debug, Clone)]
pub struct Ids(Vec<(&'static str, String)>);

impl Ids {
    /// The ids of an item that is open, with a contribution by the youth worker for OCMW, and an action he holds.
    pub fn of_an_open_item(town: &Town) -> Self {
        let item = scene::open(town, 0, &scene::TABLE);
        let label = scene::label(town, "discretion", &["ocmw"]);
        let said = scene::say(&town.as_("youth-worker"), &item, &label, "for OCMW alone").expect(201);
        let agreed = scene::agree(town, "youth-worker", &item).expect(201);
        let listing = scene::enter_listing(town).expect(201);
        let mayor = town.as_("mayor");
        let of = |part: &str, seat: &str| {
            let lines = mayor.get(&format!("/items/{item}/{part}")).expect(200).json;
            let found = lines.as_array().unwrap().iter().find(|line| line["seat_id"] == seat);
            found.unwrap()["id"].as_str().unwrap().to_owned()
        };
        let clb = town.seat("clb").to_string();
        Self(vec![
            ("livc_id", town.livc().to_string()),
            ("case_id", town.case(0).to_string()),
            ("meeting_id", town.meeting().to_string()),
            ("invitation_id", of("invitations", &clb)),
            ("attendance_id", of("attendance", &clb)),
            ("item_id", item),
            ("contribution_id", said.id()),
            ("seat_id", clb),
            ("organisation_id", scene::organisation(town, "ocmw")),
            ("account_id", town.person("clb").account.to_string()),
            ("action_id", agreed.id()),
            ("paper_act_id", listing.id()),
            ("replacement_id", UNKNOWN.to_owned()),
            ("nis", "73028".to_owned()),
            ("reference", "sw-422bis@2018-09-24".to_owned()),
            ("record", "0".to_owned()),
            ("alias", "abcdefgh".to_owned()),
            ("event_id", UNKNOWN.to_owned()),
            ("review_id", UNKNOWN.to_owned()),
            ("kind", "forbidden".to_owned()),
        ])
    }

    /// Ids that nothing has, in the address; those in the body stay.
    pub fn nowhere(&self) -> Self {
        let unknown = |(name, id): &(&'static str, String)| {
            let id = if name.ends_with("_id") { UNKNOWN } else { id };
            (*name, id.to_owned())
        };
        Self(self.0.iter().map(unknown).collect())
    }

    /// Fills them in.
    pub fn fill(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, id)| {
            text.replace(&format!("{{{name}}}"), id)
        })
    }
}
