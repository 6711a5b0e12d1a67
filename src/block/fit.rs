//! What fits together: the columns that one port produces and those that another asks for
//! (`blocks.md` 4.5).

use std::collections::HashMap;
use std::sync::Arc;

use super::column::{Column, ColumnType};

/// Why a column of the producer does not do for the consumer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The column.
    pub column: Arc<str>,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What can be wrong with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// SCH-001: the producer does not have it.
    Missing,
    /// SCH-002: types differ, the producer's first.
    Type(ColumnType, ColumnType),
    /// SCH-003: the producer may leave it empty, the consumer needs a value.
    Nullable,
    /// SCH-004: the producer's texts may be longer (`None`: of any length) than the consumer takes.
    Length(Option<u64>, u64),
    /// SCH-004: the producer's integers have more bits than the consumer's.
    Bits(u64, u64),
}

impl Reason {
    /// The rule that it breaks.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Missing => "SCH-001",
            Self::Type(..) => "SCH-002",
            Self::Nullable => "SCH-003",
            Self::Length(..) | Self::Bits(..) => "SCH-004",
        }
    }

    /// Whether data can pass all the same: SCH-004 is a warning.
    pub fn is_tolerable(self) -> bool {
        matches!(self, Self::Length(..) | Self::Bits(..))
    }
}

/// The columns of a producer, ready to be compared with those of many consumers.
#[derive(Clone, Debug)]
pub struct Producer<'a> {
    columns: HashMap<&'a str, &'a Column>,
}

impl<'a> Producer<'a> {
    /// Of columns with the same name the first one counts.
    pub fn new(producer: &'a [Column]) -> Self {
        let mut columns: HashMap<&str, &Column> = HashMap::with_capacity(producer.len());
        for column in producer {
            columns.entry(&column.name).or_insert(column);
        }
        Self { columns }
    }

    /// Whether it has a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// As [`misfits`].
    pub fn misfits(&self, consumer: &[Column]) -> Vec<Misfit> {
        let mut found = Vec::new();
        for asked in consumer {
            let mut report = |reason| found.push(Misfit { column: Arc::clone(&asked.name), reason });
            match self.columns.get(&*asked.name) {
                None if asked.required => report(Reason::Missing),
                None => {}
                Some(column) => compare(column, asked, &mut report),
            }
        }
        found
    }
}

/// Everything that keeps data with the columns of `producer` from a port that asks for those of
/// `consumer`, in the consumer's order. Further columns and their order do not matter.
pub fn misfits(producer: &[Column], consumer: &[Column]) -> Vec<Misfit> {
    Producer::new(producer).misfits(consumer)
}

fn compare(has: &Column, asks: &Column, report: &mut impl FnMut(Reason)) {
    let widens = has.kind == ColumnType::Integer && asks.kind == ColumnType::Double;
    if has.kind != asks.kind && !widens {
        report(Reason::Type(has.kind, asks.kind));
        return;
    }
    if has.nullable && !asks.nullable {
        report(Reason::Nullable);
    }
    match asks.max_length {
        Some(most)
            if asks.kind == ColumnType::String && has.max_length.is_none_or(|length| length > most) =>
        {
            report(Reason::Length(has.max_length, most));
        }
        _ => {}
    }
    if asks.kind == ColumnType::Integer && has.bits > asks.bits {
        report(Reason::Bits(has.bits, asks.bits));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, kind: ColumnType) -> Column {
        Column {
            name: name.into(),
            kind,
            nullable: true,
            required: true,
            max_length: None,
            bits: 64,
            description: Arc::default(),
        }
    }

    fn found(producer: Column, consumer: Column) -> Vec<Reason> {
        misfits(&[producer], &[consumer]).into_iter().map(|misfit| misfit.reason).collect()
    }

    #[test]
    fn a_required_column_must_be_there_by_its_exact_name() {
        use ColumnType::String;
        assert_eq!(found(column("a", String), column("A", String)), [Reason::Missing]);
        assert_eq!(found(column("a", String), Column { required: false, ..column("A", String) }), []);
    }

    #[test]
    fn only_an_integer_turns_into_a_double() {
        use ColumnType::{Double, Integer, String};
        assert_eq!(found(column("A", Integer), column("A", Double)), []);
        assert_eq!(found(column("A", Double), column("A", Integer)), [Reason::Type(Double, Integer)]);
        let strict = Column { nullable: false, max_length: Some(3), ..column("A", String) };
        assert_eq!(found(column("A", Integer), strict), [Reason::Type(Integer, String)]);
    }

    #[test]
    fn gaps_lengths_and_widths_are_told_apart() {
        use ColumnType::{Integer, String};
        let text = Column { nullable: false, max_length: Some(3), ..column("A", String) };
        assert_eq!(found(column("A", String), text.clone()), [Reason::Nullable, Reason::Length(None, 3)]);
        assert_eq!(found(text.clone(), text), []);
        let narrow = Column { bits: 32, ..column("A", Integer) };
        assert_eq!(found(column("A", Integer), narrow.clone()), [Reason::Bits(64, 32)]);
        assert_eq!(found(narrow, column("A", Integer)), []);
    }
}
