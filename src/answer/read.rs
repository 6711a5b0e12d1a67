//! An answer read from the members of its envelope.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::{Answer, MAX_REMARKS, Opinion, Remark, Verdict};
use crate::plan_link::is_time;

/// The answer that these members make; `None` if they make none.
pub(super) fn read(mut members: Map<String, Value>) -> Option<Answer> {
    let mut text = |key: &str| match members.remove(key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let (plan, by, at) = (text("plan")?, text("by")?, text("at").filter(|at| is_time(at))?);
    let verdict = text("verdict")?;
    let verdict = Verdict::ALL.iter().find(|(name, _)| *name == verdict)?.1;
    let note = text("note").unwrap_or_default();
    let key = members.remove("key");
    let key = if let Some(key) = &key { Some(read_bytes(key)?) } else { None };
    let signature = members.remove("signature");
    let signature = if let Some(signature) = &signature { Some(read_bytes(signature)?) } else { None };
    let remarks = match members.remove("changes") {
        Some(changes) => remarks(changes.as_object()?)?,
        None => BTreeMap::new(),
    };
    members.remove("format");
    members.remove("version");
    Some(Answer { plan, by, at, verdict, note, remarks, key, signature, other: members })
}

/// As many bytes in base64url, and nothing else.
fn read_bytes<const N: usize>(value: &Value) -> Option<[u8; N]> {
    URL_SAFE_NO_PAD.decode(value.as_str()?).ok()?.try_into().ok()
}

fn remarks(changes: &Map<String, Value>) -> Option<BTreeMap<String, Vec<Remark>>> {
    if changes.len() > MAX_REMARKS {
        return None;
    }
    let remark = |value: &Value| {
        let [opinion, text] = value.as_array()?.as_slice() else { return None };
        let opinion = Opinion::ALL.iter().find(|(name, _)| opinion == name)?.1;
        Some(Remark { opinion, text: text.as_str()?.to_owned() })
    };
    let entry = |(address, list): (&String, &Value)| {
        Some((address.clone(), list.as_array()?.iter().map(remark).collect::<Option<_>>()?))
    };
    changes.iter().map(entry).collect()
}
