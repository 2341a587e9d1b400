//! One one-time code, or one refresh token, in sixteen hands at once: it is good for one of them.
//!
//! Seen to fail when: the freshness of a code is not read again in the transaction that opens the session; a token used
//! twice does not end the session; spent tokens are not remembered; on PostgreSQL, a duplicate is no reason to try again.

use crate::at_once::{Runner, at_once, runtime};
use crate::house::House;
use chrono::TimeDelta;
use livc::access::{Context, Refused, RequestId};
use livc::app::sessions::{self, Door};
use livc::auth::password::HashingLimit;
use livc::auth::password_policy::TypedPassword;
use livc::auth::refresh::RefreshToken;
use livc::auth::throttle::Throttle;
use livc::cli::demo::key::code_of;
use livc::policy::Denial;
use livc::views::session::TokensView;
use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

const ROUNDS: usize = 25;
const AT_ONCE: usize = 16;

#[test]
fn a_one_time_code_opens_one_session() {
    let house = House::open();
    for _ in 0..ROUNDS {
        house.wait(TimeDelta::minutes(1));
        let code = code_of(&house.town.people["clb"].key, house.tick()).unwrap();
        let (tokens, refused) = parted((0..AT_ONCE).map(|_| {
            let (house, code) = (&house, code.clone());
            Box::new(move |runtime: &_| sign_in(house, runtime, code)) as Runner<'_, _>
        }));
        assert_eq!(tokens.len(), 1, "{refused:?}");
        assert!(refused.iter().all(is_401), "{refused:?}");
    }
}

#[test]
fn a_refresh_token_used_twice_ends_its_session() {
    let house = House::open();
    for _ in 0..ROUNDS {
        house.wait(TimeDelta::minutes(1));
        let code = code_of(&house.town.people["clb"].key, house.tick()).unwrap();
        let signed_in = sign_in(&house, &runtime(), code).unwrap();
        let (tokens, refused) = parted((0..AT_ONCE).map(|_| {
            let (house, token) = (&house, signed_in.refresh_token.clone());
            Box::new(move |runtime: &_| refresh(house, runtime, &token)) as Runner<'_, _>
        }));
        assert_eq!(tokens.len(), 1, "{refused:?}");
        assert!(refused.iter().all(is_401), "{refused:?}");
        // The one who succeeded may be the thief: what he got is worth nothing any more, nor is what it came from.
        let refused = refresh(&house, &runtime(), &tokens[0].refresh_token).unwrap_err();
        assert!(is_401(&refused), "{refused:?}");
        for token in [&tokens[0].access_token, &signed_in.access_token] {
            let ctx = sessions::context_of(&door(&house), token, house.tick()).unwrap();
            let read = runtime().block_on(sessions::read(&house.state.gate, &ctx));
            assert!(matches!(read, Err(Refused::NotSignedIn)), "{read:?}");
        }
    }
}

fn parted<'a>(
    runners: impl Iterator<Item = Runner<'a, Result<TokensView, Refused>>>,
) -> (Vec<TokensView>, Vec<Refused>) {
    let (mut tokens, mut refused) = (Vec::new(), Vec::new());
    for outcome in at_once(runners.collect()) {
        match outcome {
            Ok(view) => tokens.push(view),
            Err(error) => refused.push(error),
        }
    }
    (tokens, refused)
}

fn sign_in(house: &House, runtime: &tokio::runtime::Runtime, code: String) -> Result<TokensView, Refused> {
    let key = &house.town.people["clb"].key;
    let password = TypedPassword::parse(key.password.clone()).unwrap();
    let home = IpAddr::V4(Ipv4Addr::LOCALHOST);
    runtime.block_on(sessions::sign_in(
        &door(house),
        &anonymous(house),
        &key.login,
        password,
        code,
        home,
    ))
}

fn refresh(house: &House, runtime: &tokio::runtime::Runtime, token: &str) -> Result<TokensView, Refused> {
    let token = RefreshToken::parse(token).unwrap();
    runtime.block_on(sessions::refresh(&door(house), &anonymous(house), &token))
}

/// A door of one's own, so that patience with the others is not what stops anybody.
fn door(house: &House) -> Door {
    let throttle = Arc::new(Throttle::new(NonZeroU32::MAX));
    Door {
        throttle,
        limit: HashingLimit::default(),
        ..house.state.door()
    }
}

fn anonymous(house: &House) -> Context {
    let at = house.tick();
    Context::anonymous(RequestId(livc::clock::new_id(at)), at)
}

fn is_401(refused: &Refused) -> bool {
    matches!(
        refused,
        Refused::NotSignedIn
            | Refused::ByRule {
                denial: Denial::NotSignedIn,
                ..
            }
    )
}
