//! A text as the screening reads it: its characters, and the groups of digits in it with what stands between them.

/// The longest number anybody writes.
const MOST_DIGITS: usize = 17;
/// More than this between two groups and they are two numbers.
const LONGEST_GAP: usize = 3;

/// Digits that stand together.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Place of the first digit.
    pub start: usize,
    /// Place behind the last digit.
    pub end: usize,
    /// The digits; of a group too long for any number only the first.
    pub digits: Vec<u8>,
    /// How many there are.
    pub count: usize,
    /// What stands between the group before and this one; `None` where this begins a new run.
    pub gap: Option<Vec<char>>,
}

/// A text, taken apart once.
pub(super) struct Scanned {
    chars: Vec<char>,
    groups: Vec<Group>,
}

/// Some groups that follow each other: a candidate for a number.
pub(super) struct Window<'a> {
    groups: &'a [Group],
    /// All digits.
    pub digits: Vec<u8>,
    /// Place of the first.
    pub start: usize,
    /// Place behind the last.
    pub end: usize,
}

impl Window<'_> {
    /// How many characters it covers.
    pub fn length(&self) -> usize {
        self.end - self.start
    }

    /// How many digits each group has.
    pub fn lengths(&self) -> Vec<usize> {
        self.groups.iter().map(|group| group.count).collect()
    }

    /// What stands between its groups.
    pub fn gaps(&self) -> impl Iterator<Item = &[char]> {
        self.groups.iter().skip(1).filter_map(|group| group.gap.as_deref())
    }

    /// Whether its digits begin like this.
    pub fn begins(&self, with: &[u8]) -> bool {
        self.digits.starts_with(with)
    }

    /// One digit.
    pub fn digit(&self, at: usize) -> u8 {
        self.digits.get(at).copied().unwrap_or(0)
    }
}

impl Scanned {
    /// Takes a text apart.
    pub fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let groups = groups(&chars);
        Self { chars, groups }
    }

    /// How many characters it has.
    pub const fn len(&self) -> usize {
        self.chars.len()
    }

    /// All characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// One character; nothing behind the end.
    pub fn at(&self, place: usize) -> Option<char> {
        self.chars.get(place).copied()
    }

    /// The character before a place.
    pub fn before(&self, place: usize) -> Option<char> {
        place.checked_sub(1).and_then(|place| self.at(place))
    }

    /// Some characters.
    pub fn part(&self, start: usize, end: usize) -> &[char] {
        self.chars.get(start..end.min(self.chars.len())).unwrap_or_default()
    }

    /// Every choice of neighbouring groups that has no more digits than a number can have.
    pub fn windows(&self) -> impl Iterator<Item = Window<'_>> {
        (0..self.groups.len()).flat_map(move |first| {
            let mut digits: Vec<u8> = Vec::new();
            let mut over = false;
            (first..self.groups.len()).map_while(move |last| {
                let group = self.groups.get(last)?;
                over = over || (last > first && group.gap.is_none()) || digits.len() + group.count > MOST_DIGITS;
                if over {
                    return None;
                }
                digits.extend(&group.digits);
                let groups = self.groups.get(first..=last)?;
                Some(Window {
                    groups,
                    start: groups.first()?.start,
                    end: group.end,
                    digits: digits.clone(),
                })
            })
        })
    }
}

/// The value of a digit, in the scripts a keyboard here may give.
pub(super) fn digit(c: char) -> Option<u8> {
    ['0', '\u{FF10}', '\u{0660}', '\u{06F0}'].into_iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10)?;
        u8::try_from(value).ok()
    })
}

fn groups(chars: &[char]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut gap: Option<Vec<char>> = None;
    let mut inside = false;
    for (place, c) in chars.iter().enumerate() {
        if let Some(value) = digit(*c) {
            if let Some(group) = groups.last_mut().filter(|_| inside) {
                group.end = place + 1;
                group.count += 1;
                if group.digits.len() <= MOST_DIGITS {
                    group.digits.push(value);
                }
            } else {
                groups.push(Group {
                    start: place,
                    end: place + 1,
                    digits: vec![value],
                    count: 1,
                    gap: gap.take(),
                });
            }
            inside = true;
            continue;
        }
        if inside {
            gap = Some(Vec::new());
        }
        inside = false;
        let separates = !c.is_alphanumeric() && !matches!(c, '\n' | '\r');
        gap = gap.filter(|gap| separates && gap.len() < LONGEST_GAP).map(|mut gap| {
            gap.push(*c);
            gap
        });
    }
    groups
}
