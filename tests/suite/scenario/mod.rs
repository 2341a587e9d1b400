//! Whole weeks of fictitious towns, played through the API alone.

mod first_week;
mod village;
