//! Columns of ports, and port schema files (`blocks.md` 1.3).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::{Refusal, Remark, document, texts_at};

/// The type of a column, as both sides of a wire understand it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColumnType {
    /// Text, and everything that is nothing else.
    #[default]
    String,
    /// A whole number.
    Integer,
    /// A decimal number.
    Double,
    /// True or false.
    Boolean,
    /// A point in time or a day.
    Date,
    /// A list.
    Array,
    /// A mapping.
    Object,
}

impl ColumnType {
    /// The canonical name.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Double => "double",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type of a canonical or native name, and how many bits an integer has. Case is ignored.
    pub fn from_native(name: &str) -> (Self, u64) {
        let kind = match name.to_ascii_lowercase().as_str() {
            "tinyint" => return (Self::Integer, 8),
            "smallint" => return (Self::Integer, 16),
            "int" => return (Self::Integer, 32),
            "integer" | "bigint" => Self::Integer,
            "float" | "double" => Self::Double,
            "boolean" => Self::Boolean,
            "date" | "dateonly" | "datetimenotz" | "timestamp" => Self::Date,
            "array" => Self::Array,
            "object" | "map" => Self::Object,
            _ => Self::String,
        };
        (kind, 64)
    }
}

/// A column that a producer has or a consumer asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The exact name.
    pub name: Arc<str>,
    /// The type.
    pub kind: ColumnType,
    /// Whether a value may be missing.
    pub nullable: bool,
    /// Whether a consumer cannot do without it.
    pub required: bool,
    /// Most characters of a text; `None` if there is no limit.
    pub max_length: Option<u64>,
    /// Bits of an integer.
    pub bits: u64,
    /// What it holds.
    pub description: Arc<str>,
}

/// A port schema file, shared by the ports that name its path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortSchema {
    /// The columns, in order.
    pub columns: Vec<Column>,
}

/// Largest port schema file that is read, in bytes.
pub const MAX_SCHEMA_BYTES: usize = 1024 * 1024;

/// Reads a port schema file.
///
/// # Errors
/// If it is too large, no JSON object, of a later format, or has no `columns`.
pub fn read_schema(text: &str) -> Result<(PortSchema, Vec<Remark>), Refusal> {
    let members = document(text, MAX_SCHEMA_BYTES)?;
    super::fields::check_format(&members)?;
    let mut remarks = Vec::new();
    match members.get("columns") {
        Some(Value::Array(values)) => {
            let columns = read_columns(values, "columns", &mut remarks);
            Ok((PortSchema { columns }, remarks))
        }
        _ => Err(Refusal::new("it has no list `columns`")),
    }
}

/// Reads columns; those without a name are left out with a remark.
pub fn read_columns(values: &[Value], path: &str, remarks: &mut Vec<Remark>) -> Vec<Column> {
    let mut columns = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        match value.as_object().and_then(read_column) {
            Some(column) => columns.push(column),
            None => remarks.push(Remark::new(format!("{path}[{index}]"), "a column needs a name and a type")),
        }
    }
    columns
}

fn read_column(members: &Map<String, Value>) -> Option<Column> {
    let name = texts_at(members, "name").filter(|name| !name.is_empty())?;
    let written = texts_at(members, "type")?;
    let (kind, native_bits) = ColumnType::from_native(&written);
    // In these files `int` is another spelling of `integer`; elsewhere it is a native type of 32 bits.
    let native_bits = if &*written == "int" { 64 } else { native_bits };
    let flag = |key: &str| members.get(key).and_then(Value::as_bool);
    Some(Column {
        name,
        kind,
        nullable: flag("nullable").unwrap_or(true),
        required: flag("required").unwrap_or(true),
        max_length: members.get("max_length").and_then(Value::as_u64).filter(|length| *length > 0),
        bits: members.get("bits").and_then(Value::as_u64).unwrap_or(native_bits),
        description: texts_at(members, "description").unwrap_or_default(),
    })
}

/// The columns of a DSS schema (`{columns: [{name, type, notNull, maxLength, comment}]}`), as a
/// declared dataset writes it. `None` if it names no columns.
pub fn from_dss_schema(schema: &Map<String, Value>) -> Option<Vec<Column>> {
    let values = schema.get("columns")?.as_array()?;
    let read = |value: &Value| {
        let members = value.as_object()?;
        let (kind, bits) = ColumnType::from_native(&texts_at(members, "type")?);
        let not_null = members.get("notNull").and_then(Value::as_bool).unwrap_or(false);
        let nullable = members.get("nullable").and_then(Value::as_bool).unwrap_or(!not_null);
        Some(Column {
            name: texts_at(members, "name")?,
            kind,
            nullable: nullable && !not_null,
            required: true,
            max_length: members.get("maxLength").and_then(Value::as_u64).filter(|length| *length > 0),
            bits,
            description: texts_at(members, "comment").unwrap_or_default(),
        })
    };
    let columns: Vec<Column> = values.iter().filter_map(read).collect();
    (!columns.is_empty()).then_some(columns)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn native_types_have_their_canonical_type_and_width() {
        for (native, expected) in [
            ("TINYINT", (ColumnType::Integer, 8)),
            ("smallint", (ColumnType::Integer, 16)),
            ("int", (ColumnType::Integer, 32)),
            ("bigint", (ColumnType::Integer, 64)),
            ("float", (ColumnType::Double, 64)),
            ("dateonly", (ColumnType::Date, 64)),
            ("Timestamp", (ColumnType::Date, 64)),
            ("map", (ColumnType::Object, 64)),
            ("geopoint", (ColumnType::String, 64)),
        ] {
            assert_eq!(ColumnType::from_native(native), expected, "{native}");
        }
    }

    #[test]
    fn a_schema_file_is_read_with_its_defaults() {
        let text = r#"{"format_version": "1.0", "columns": [{"name": "A", "type": "int"}, {"type": "x"},
            {"name": "B", "type": "string", "nullable": false, "required": false, "max_length": 8}]}"#;
        let (schema, remarks) = read_schema(text).unwrap();
        let [a, b] = &schema.columns[..] else { panic!("two columns") };
        assert_eq!((a.kind, a.bits, a.nullable, a.required), (ColumnType::Integer, 64, true, true));
        assert_eq!((b.nullable, b.required, b.max_length), (false, false, Some(8)));
        assert_eq!(remarks[0].path, "columns[1]");
    }

    #[test]
    fn other_files_are_refused_with_the_reason() {
        for (text, expected) in [
            ("[]", "it is no JSON object"),
            ("{}", "it has no list `columns`"),
            (r#"{"format_version": "2.0", "columns": []}"#, "its format is 2.0; this version reads 1.x"),
        ] {
            assert_eq!(read_schema(text).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn a_declared_dataset_has_columns() {
        let schema = json!({"columns": [{"name": "A", "type": "bigint", "notNull": true, "maxLength": -1},
            {"name": "B", "type": "string", "maxLength": 5, "nullable": false}]});
        let columns = from_dss_schema(schema.as_object().unwrap()).unwrap();
        assert_eq!((columns[0].nullable, columns[0].max_length), (false, None));
        assert_eq!((columns[1].nullable, columns[1].max_length), (false, Some(5)));
        assert_eq!(from_dss_schema(json!({"columns": []}).as_object().unwrap()), None);
    }
}
