//! Paths of files in libraries and folders.

use crate::simulator::refusal::Refusal;

/// Most folders that a path may go through.
const MAX_DEPTH: usize = 24;
/// Longest path, in bytes. Below the folders of an archive it must still fit what readers take.
const MAX_LENGTH: usize = 800;

/// A path without slashes at its ends and without empty parts; none with `.` or `..`.
pub(super) fn file_path(path: &str) -> Result<String, Refusal> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_odd = |part: &&str| matches!(*part, "." | "..") || part.chars().any(char::is_control);
    if parts.is_empty() || parts.iter().any(is_odd) {
        return Err(Refusal::invalid(format!("{path:?} is no path of a file")));
    }
    if parts.len() > MAX_DEPTH || path.len() > MAX_LENGTH {
        return Err(Refusal::invalid(format!("A path may hold {MAX_DEPTH} parts and {MAX_LENGTH} bytes")));
    }
    Ok(parts.join("/"))
}

/// The folders above a path, the outermost first.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(place, _)| &path[..place])
}
