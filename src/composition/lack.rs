//! Why an entry of `blocks` or `solutions` has no block.

/// Why nothing is known of the block that an entry refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lack {
    /// The entry itself has errors, so that it was not looked up.
    Faulty,
    /// Its registry is not loaded, or cannot be read.
    NoRegistry,
    /// Its registry or its manifest is being loaded.
    Coming,
    /// Its manifest cannot be read.
    Unread,
    /// Its registry has no such block, or no such version of it.
    Unknown,
    /// It was found and cannot be used, as a solution below `blocks:`.
    Unusable,
}

impl Lack {
    /// What there is to say, after the name of the block: `was not found`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Faulty | Self::NoRegistry => "was not looked up",
            Self::Coming => "is being loaded",
            Self::Unread => "cannot be read",
            Self::Unknown => "was not found",
            Self::Unusable => "cannot be used",
        }
    }

    /// Why, in a few words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Faulty => "its entry has errors",
            Self::NoRegistry => "its registry cannot be used",
            Self::Coming => "its registry is being read",
            Self::Unread => "its manifest has errors",
            Self::Unknown => "its registry has no such block or version",
            Self::Unusable => "its problems say why",
        }
    }
}
