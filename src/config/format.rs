//! The version of the configuration format, which decides what keys mean (spec 1.2 and 1.6).

/// What a configuration may use. Later versions may use all that earlier ones may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// `1.0`, also where no version is written.
    #[default]
    V1_0,
    /// `1.1`: what an imported project needs. Higher minor versions are read like it.
    V1_1,
}

impl Format {
    /// What `version` stands for; `None` if it is not `1.N` (SCH004).
    pub fn of(version: &str) -> Option<Self> {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let (major, minor) =
            version.split_once('.').filter(|(major, minor)| digits(major) && digits(minor))?;
        let is_first = minor.bytes().all(|digit| digit == b'0');
        let format = if is_first { Self::V1_0 } else { Self::V1_1 };
        (major.trim_start_matches('0') == "1").then_some(format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minor_version_brings_its_keys() {
        for (version, format) in [
            ("1.0", Some(Format::V1_0)),
            ("01.00", Some(Format::V1_0)),
            ("1.1", Some(Format::V1_1)),
            ("1.01", Some(Format::V1_1)),
            ("1.17", Some(Format::V1_1)),
            ("2.0", None),
            ("1", None),
            ("1.0.0", None),
            ("1.x", None),
            ("", None),
        ] {
            assert_eq!(Format::of(version), format, "{version:?}");
        }
    }
}
