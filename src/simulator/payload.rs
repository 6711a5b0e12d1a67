//! Payloads that DSS writes for new recipes, and what kinds of recipes there are (`dss-api.md` 4, 5.2).

use serde_json::{Value, json};

use crate::inventory::Document;

/// Types whose payload is code.
const CODE: [&str; 14] = [
    "python",
    "cpython",
    "pyspark",
    "r",
    "sparkr",
    "shell",
    "spark_scala",
    "spark_sql_query",
    "sql_script",
    "sql_query",
    "hive",
    "impala",
    "ksql",
    "streaming_spark_scala",
];

/// Types that take their inputs as virtual inputs.
const VIRTUAL: [&str; 5] = ["join", "fuzzyjoin", "geojoin", "vstack", "generate_features"];

/// Whether the payload of a type is code.
pub(super) fn is_code(kind: &str) -> bool {
    CODE.contains(&kind)
}

/// Whether a type takes its inputs as virtual inputs.
pub(super) fn is_virtual(kind: &str) -> bool {
    VIRTUAL.contains(&kind)
}

/// Whether a type selects a code environment.
pub(super) fn selects_environment(kind: &str) -> bool {
    ["python", "cpython", "pyspark", "r", "sparkr"].contains(&kind)
}

/// The extension of the payload's file in an export (`dss-api.md` 5.5).
pub(super) fn extension(kind: &str) -> &str {
    match kind {
        "python" | "cpython" | "pyspark" => "py",
        "r" | "sparkr" => "R",
        "sql_script" | "sql_query" | "spark_sql_query" | "hive" | "impala" | "ksql" => "sql",
        "shell" => "sh",
        "spark_scala" | "streaming_spark_scala" => "scala",
        kind => kind,
    }
}

/// What a new recipe is about.
pub(super) struct Start<'a> {
    /// Its type.
    pub(super) kind: &'a str,
    /// What it reads, in order, with the columns of each.
    pub(super) inputs: Vec<(String, Vec<Document>)>,
    /// What it writes.
    pub(super) outputs: Vec<String>,
    /// The settings of creation.
    pub(super) settings: &'a Document,
}

impl Start<'_> {
    /// The payload.
    pub(super) fn payload(&self) -> String {
        if let Some(script) = self.settings.get("script").and_then(Value::as_str) {
            return script.to_owned();
        }
        match self.kind {
            "python" | "cpython" | "pyspark" => self.python(),
            "sync" | "download" | "export" | "csync" => String::new(),
            kind if is_code(kind) => String::new(),
            _ => self.visual().to_string(),
        }
    }

    /// Code that reads each input and writes each output.
    fn python(&self) -> String {
        let mut code = "# -*- coding: utf-8 -*-\nimport dataiku\n\n".to_owned();
        for (name, _) in &self.inputs {
            code.push_str(&format!("dataset = dataiku.Dataset({name:?})\ndf = dataset.get_dataframe()\n"));
        }
        for name in &self.outputs {
            code.push_str(&format!("\noutput = dataiku.Dataset({name:?})\noutput.write_with_schema(df)\n"));
        }
        code
    }

    fn visual(&self) -> Value {
        match self.kind {
            "shaker" => json!({
                "steps": [], "columnsSelection": {"mode": "ALL"}, "columnWidthsByName": {}, "explorationFilters": [],
                "maxProcessedMemTableBytes": -1, "coloring": {"scheme": "MEANING_AND_STATUS"}, "sorting": [],
            }),
            "grouping" => self.grouping(),
            "upsert" => json!({
                "keys": self.keys("upsertKey"), "preFilter": filter(), "computedColumns": [], "engineParams": {},
            }),
            "join" | "fuzzyjoin" | "geojoin" => self.join(),
            "vstack" => self.stack(),
            "generate_features" => json!({"virtualInputs": self.virtual_inputs(), "relationships": []}),
            "window" => json!({
                "windows": [{"prefix": "", "partitioningColumns": [], "orders": [], "enablePartitioning": false}],
                "values": self.values(), "preFilter": filter(), "postFilter": filter(), "computedColumns": [],
                "engineParams": {},
            }),
            "sort" => json!({
                "orders": [], "rowNumber": false, "rank": false, "denseRank": false, "preFilter": filter(),
                "computedColumns": [], "engineParams": {},
            }),
            "topn" => json!({
                "orders": [], "firstRows": 1, "lastRows": 0, "keys": [], "preFilter": filter(),
                "computedColumns": [], "retrievedColumns": self.names(), "engineParams": {},
            }),
            "distinct" => json!({
                "keys": self.names().iter().map(|name| json!({"column": name})).collect::<Vec<_>>(),
                "globalCount": false, "preFilter": filter(), "postFilter": filter(), "engineParams": {},
            }),
            "pivot" => json!({
                "pivots": [], "explicitIdentifiers": [], "identifiersSelection": "EXPLICIT",
                "otherColumns": [], "preFilter": filter(), "computedColumns": [], "engineParams": {},
            }),
            "sampling" => json!({
                "selection": {"samplingMethod": "FULL", "maxRecords": 10_000, "targetRatio": 0.02}, "preFilter": filter(),
            }),
            "split" => json!({
                "mode": "FILTERS", "valueSplits": [], "filterSplits": [], "rangeSplits": [], "randomSplits": [],
                "defaultOutputIndex": -1, "preFilter": filter(), "computedColumns": [], "engineParams": {},
            }),
            _ => json!({}),
        }
    }

    fn grouping(&self) -> Value {
        json!({
            "keys": self.keys("groupKey"), "values": self.values(), "globalCount": true, "preFilter": filter(),
            "postFilter": filter(), "computedColumns": [], "engineParams": {}, "outputColumnNameOverrides": {},
        })
    }

    fn keys(&self, setting: &str) -> Value {
        let key = self.settings.get(setting).and_then(Value::as_str);
        key.into_iter().map(|key| json!({"column": key})).collect()
    }

    fn join(&self) -> Value {
        let joins = (1..self.inputs.len()).map(|place| {
            json!({
                "table1": 0, "table2": place, "type": "LEFT", "conditionsMode": "AND", "on": [],
                "outerJoinOnTheLeft": true, "rightLimit": {},
            })
        });
        let tables = self.inputs.iter().enumerate();
        let selected = tables.flat_map(|(table, (_, columns))| {
            columns.iter().map(
                move |column| json!({"name": column.get("name"), "type": column.get("type"), "table": table}),
            )
        });
        json!({
            "virtualInputs": self.virtual_inputs(), "joins": joins.collect::<Vec<_>>(),
            "selectedColumns": selected.collect::<Vec<_>>(), "computedColumns": [], "postFilter": filter(),
            "engineParams": {}, "enableAutoCastInJoinConditions": true,
        })
    }

    fn stack(&self) -> Value {
        json!({
            "virtualInputs": self.virtual_inputs(), "mode": "UNION", "selectedColumns": [], "addOriginColumn": false,
            "originColumnName": "original_dataset", "postFilter": filter(), "engineParams": {},
        })
    }

    fn virtual_inputs(&self) -> Vec<Value> {
        let inputs = self.inputs.iter().enumerate();
        let virtual_input = |(index, (name, _)): (usize, &(String, Vec<Document>))| {
            json!({
                "index": index, "originLabel": name, "preFilter": filter(), "computedColumns": [],
                "autoSelectColumns": false, "columnsMatch": [],
            })
        };
        inputs.map(virtual_input).collect()
    }

    /// Aggregations of each column, all off.
    fn values(&self) -> Vec<Value> {
        let columns = self.inputs.first().map(|(_, columns)| columns.as_slice()).unwrap_or_default();
        let off = |column: &Document| {
            json!({
                "column": column.get("name"), "type": column.get("type"), "min": false, "max": false,
                "avg": false, "sum": false, "count": false, "countDistinct": false, "concat": false,
                "stddev": false, "first": false, "last": false, "$selected": false,
            })
        };
        columns.iter().map(off).collect()
    }

    fn names(&self) -> Vec<Value> {
        let columns = self.inputs.first().map(|(_, columns)| columns.as_slice()).unwrap_or_default();
        columns.iter().filter_map(|column| column.get("name")).cloned().collect()
    }
}

fn filter() -> Value {
    json!({"enabled": false, "distinct": false, "uiData": {"mode": "&&", "conditions": []}})
}
