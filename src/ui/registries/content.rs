//! What a file of a registry has in it: a text, or an index that is read as it comes.

use blockwright::block::fields::Refusal;
use blockwright::registry::{Arrival, Registry};
use js_sys::{Array, Uint8Array};

use super::kept::Kept;
use super::network::Failure;
use crate::ui::frame::next_frame;

/// Bytes of a copy that are read before the browser gets its turn: about ten milliseconds.
const BYTES_A_TURN: u32 = 2 << 20;

/// What a file has in it.
pub(super) enum Content {
    /// A small file: its text.
    Text(String),
    /// A file of the index, read as it came, and its bytes.
    Index(Box<Arrival>, Array),
}

/// What was kept of a file. A large one is read in several turns, so that the page stays at hand.
pub(super) async fn content_of(kept: Kept, is_of_index: bool) -> Result<Content, Failure> {
    let told = |refusal: Refusal| Failure::from(refusal.to_string());
    match kept {
        Kept::Text(text) if is_of_index => {
            let mut arrival = Box::<Arrival>::default();
            arrival.take(&text).map_err(told)?;
            Ok(Content::Index(arrival, Array::of1(&Uint8Array::from(text.as_bytes()))))
        }
        Kept::Text(text) => Ok(Content::Text(text)),
        Kept::Pieces(pieces) if is_of_index => {
            let (mut arrival, mut turn) = (Box::<Arrival>::default(), 0);
            for piece in pieces.iter().map(Uint8Array::from) {
                arrival.take_bytes(&piece.to_vec()).map_err(told)?;
                turn += piece.length();
                if turn > BYTES_A_TURN {
                    next_frame().await;
                    turn = 0;
                }
            }
            Ok(Content::Index(arrival, pieces))
        }
        Kept::Pieces(pieces) => {
            let bytes = pieces.iter().flat_map(|piece| Uint8Array::from(piece).to_vec());
            Ok(Content::Text(text_of(bytes.collect())))
        }
    }
}

pub(super) fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Takes over what a file has in it; gives it back to be kept.
pub(super) fn accept(registry: &mut Registry, path: &str, content: Content) -> Result<Kept, Refusal> {
    match content {
        Content::Text(text) => registry.accept(path, &text).map(|()| Kept::Text(text)),
        Content::Index(arrival, pieces) => {
            registry.accept_index(path, *arrival).map(|()| Kept::Pieces(pieces))
        }
    }
}
