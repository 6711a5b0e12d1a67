//! Times as they stand in ids of jobs and runs. The core has no clock: milliseconds come in.

/// A UTC time with these signs between date and time, within the time, and before milliseconds:
/// `2026-01-31T23-59-59.007` for `T`, `-` and `.`.
pub(super) fn written(milliseconds: u64, [between, within, before]: [&str; 3]) -> String {
    let (days, rest) = (milliseconds / 86_400_000, milliseconds % 86_400_000);
    let (year, month, day) = date(days);
    let (hour, minute, second) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60);
    let thousandth = rest % 1000;
    format!(
        "{year:04}-{month:02}-{day:02}{between}{hour:02}{within}{minute:02}{within}{second:02}{before}{thousandth:03}"
    )
}

/// Year, month and day, so many days after 1 January 1970 (Hinnant, `civil_from_days`).
fn date(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leap_days_and_ends_of_years_are_dates() {
        for (milliseconds, expected) in [
            (0, "1970-01-01T00-00-00.000"),
            (951_782_400_000, "2000-02-29T00-00-00.000"),
            (1_709_251_199_999, "2024-02-29T23-59-59.999"),
            (1_767_225_599_007, "2025-12-31T23-59-59.007"),
        ] {
            assert_eq!(written(milliseconds, ["T", "-", "."]), expected);
        }
    }
}
