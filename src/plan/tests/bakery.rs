//! A small project and what it becomes.

/// The configuration of the specification's worked output 1.
pub(super) const BAKERY: &str = r#"
project: {key: BAKERY, name: Bakery — daily, description: 'Rye & "wheat" 🥖'}
datasets:
  - name: OVENS
    type: snowflake
    connection: wh_main
    params: {table: ovens, schema: RAW, limit: 250, ratio: 0.5, cold: false, note: null}
    schema: {columns: [{name: ID, type: bigint}, {name: TEMP, type: double}]}
  - {name: LOAVES, type: managed, format_type: parquet}
recipes:
  - name: bake
    type: python
    inputs: [OVENS]
    outputs: [LOAVES]
    code: |
      rows = load("OVENS")
      save("LOAVES", rows)
"#;

/// The configuration of worked output 2.
pub(super) const CHANGED: &str = r#"
project: {key: BAKERY, name: Bakery, description: Daily figures}
datasets:
  - {name: OVENS, type: snowflake, connection: wh_main, params: {table: ovens, schema: RAW}}
  - {name: FLOUR, type: s3, connection: lake}
recipes:
  - {name: grind, type: sql, outputs: [FLOUR], code: select 1}
"#;
