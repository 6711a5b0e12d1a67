//! The lock file of a project: which manifests it was composed from (BLK-026).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::block::fields::{Fields, Refusal, check_size, document};
use crate::block::reference::Pinned;
use crate::version::Version;

/// The file, at the top of the project's folder.
pub const LOCK_PATH: &str = "blocks.lock.json";

/// Largest lock file that is read, in bytes.
const MAX_LOCK_BYTES: usize = 4 * 1024 * 1024;

/// Digests of manifests, by the block they belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    digests: BTreeMap<Pinned, String>,
}

impl Lock {
    /// Reads a lock file.
    ///
    /// # Errors
    /// If it is too large, no JSON object, or one of its `blocks` is incomplete.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        check_size(text, MAX_LOCK_BYTES)?;
        let members = document(text, MAX_LOCK_BYTES)?;
        let mut remarks = Vec::new();
        let mut fields = Fields::new(&members, "", &mut remarks);
        let digests = fields.each("blocks", |mut block| {
            let version = Version::parse(&block.text("version"));
            if version.is_none() {
                block.remark("version", "is no version");
            }
            let (registry, block_id) = (block.text("registry"), block.text("block_id"));
            Some((Pinned { registry, block_id, version: version? }, block.text("sha256").to_string()))
        });
        match remarks.first() {
            Some(remark) => Err(Refusal::new(format!("its {} {}", remark.path, remark.message))),
            None => Ok(Self { digests: digests.into_iter().collect() }),
        }
    }

    /// The digest that was locked for a block, if it was.
    pub fn digest(&self, block: &Pinned) -> Option<&str> {
        self.digests.get(block).map(String::as_str)
    }

    /// Locks a block.
    pub fn put(&mut self, block: Pinned, digest: String) {
        self.digests.insert(block, digest);
    }

    /// The text of the file: sorted, one block per line, so that changes are easy to review.
    pub fn write(&self) -> String {
        let lines: Vec<String> = self
            .digests
            .iter()
            .map(|(block, digest)| {
                let entry = json!({
                    "registry": &*block.registry,
                    "block_id": &*block.block_id,
                    "version": block.version.to_string(),
                    "sha256": digest,
                });
                format!("    {}", ordered(&entry))
            })
            .collect();
        let blocks = if lines.is_empty() { String::new() } else { format!("\n{}\n  ", lines.join(",\n")) };
        format!("{{\n  \"lock_format\": 1,\n  \"blocks\": [{blocks}]\n}}\n")
    }
}

/// The entry with its members in the order in which people look for them.
fn ordered(entry: &Value) -> String {
    let member = |key: &str| format!("\"{key}\": {}", entry.get(key).unwrap_or(&Value::Null));
    format!("{{{}}}", ["registry", "block_id", "version", "sha256"].map(member).join(", "))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_lock_file_is_read_as_it_was_written() {
        let mut lock = Lock::default();
        assert_eq!(Lock::read(&lock.write()), Ok(lock.clone()));
        lock.put(Pinned::parse("R/B@1.10.0").unwrap(), "02".into());
        lock.put(Pinned::parse("R/B@1.9.0").unwrap(), "01".into());
        expect![[r#"
            {
              "lock_format": 1,
              "blocks": [
                {"registry": "R", "block_id": "B", "version": "1.9.0", "sha256": "01"},
                {"registry": "R", "block_id": "B", "version": "1.10.0", "sha256": "02"}
              ]
            }
        "#]]
        .assert_eq(&lock.write());
        let read = Lock::read(&lock.write()).unwrap();
        assert_eq!(read.digest(&Pinned::parse("R/B@1.9.0").unwrap()), Some("01"));
        assert_eq!(
            Lock::read("{\"blocks\": [{\"version\": \"1\"}]}").unwrap_err().to_string(),
            "its blocks[0].version is no version"
        );
    }
}
