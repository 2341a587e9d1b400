//! Who asks, as far as the rules care: the function of the seat, and for police the clearance.

use super::rule::Rule;
use crate::domain::seat::Function;

/// The function a session acts in, read anew at every request (R20, R52).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Standing {
    function: Function,
    cleared: bool,
}

impl Standing {
    /// The standing of a seat. `cleared` counts for police only.
    #[must_use]
    pub const fn new(function: Function, cleared: bool) -> Self {
        Self {
            function,
            cleared: cleared || !function.is_police(),
        }
    }

    /// The function.
    #[must_use]
    pub const fn function(self) -> Function {
        self.function
    }

    /// Police without a sufficient clearance on this day takes part in nothing (R03).
    pub(super) fn clearance(self) -> Result<(), Rule> {
        if self.cleared { Ok(()) } else { Err(Rule::R03) }
    }

    /// Every standing.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for function in Function::ALL {
            all.push(Self::new(*function, true));
            if function.is_police() {
                all.push(Self::new(*function, false));
            }
        }
        all
    }

    /// The facts by name and value.
    #[must_use]
    pub fn fields(self) -> Vec<(&'static str, &'static str)> {
        let clearance = match (self.function.is_police(), self.cleared) {
            (false, _) => "not_needed",
            (true, true) => "sufficient",
            (true, false) => "insufficient",
        };
        vec![("function", self.function.code()), ("clearance", clearance)]
    }
}
