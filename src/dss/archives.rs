//! Whole projects as zip archives: out of an instance and into one (`dss-api.md` 3.2 and 4.12).

use serde_json::{Value, json};

use crate::dss::request::path;
use crate::dss::{Body, Call, Request, Response, answer, fields};
use crate::inventory::Document;

/// How an import ended. DSS answers 200 to one that failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Whether the project is there now.
    pub success: bool,
    /// The whole answer, with messages.
    pub document: Document,
}

/// `project.export`: the archive. Options are DSS's flags; none of them means no data.
pub fn export(project: &str, options: Document) -> Call<Vec<u8>> {
    let request = Request::post(path(&["projects", project, "export"])).json(Value::Object(options));
    Call::new(request, answer::archive)
}

/// `project.import_upload`: sends an archive, and answers the id to import it by.
pub fn upload(archive: Vec<u8>) -> Call<Option<String>> {
    let file = Body::File { name: "tmp-import.zip".to_owned(), bytes: archive };
    let request = Request { body: file, ..Request::post(path(&["projects", "import", "upload"])) };
    Call::new(request, |response| answer::made(response, "id"))
}

/// `project.import_process`: makes the project of an archive that was sent. The settings are
/// `targetProjectKey` and `remapping`; the server refuses an empty object, so one gets a member that
/// means nothing.
pub fn import(id: &str, mut settings: Document) -> Call<Import> {
    if settings.is_empty() {
        settings.insert("_".to_owned(), json!("_"));
    }
    let request = Request::post(path(&["projects", "import", id, "process"])).json(Value::Object(settings));
    Call::new(request, read_import)
}

fn read_import(response: &Response) -> Result<Import, String> {
    let document = answer::document(response)?;
    let success = fields::flag(&document, "success")?.ok_or("`success` is missing in the answer")?;
    Ok(Import { success, document })
}
