//! Text to few bytes and back: raw deflate, primed with a dictionary of what our payloads say.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::Refusal;

/// Most bytes that a body may unpack to.
pub const MAX_INFLATED: usize = 4 * 1024 * 1024;

/// Bytes that any body may unpack to, however few it has.
const FREE: usize = 32 * 1024;
/// Bytes that each further packed byte may stand for. Plans have up to 16, so that the work that a text makes
/// grows with its length.
const DENSITY: usize = 48;

/// Most bytes that `packed` bytes may unpack to.
fn most(packed: usize) -> usize {
    packed.saturating_mul(DENSITY).saturating_add(FREE).min(MAX_INFLATED)
}

/// Dictionary 1. A part of the format: it never changes.
pub const DICTIONARY: &[u8] = include_bytes!("dictionary_1.txt");

/// The length of [`DICTIONARY`] as a stored block has it.
#[expect(clippy::cast_possible_truncation, reason = "checked to fit")]
const LENGTH: u16 = {
    assert!(DICTIONARY.len() < 32 * 1024);
    DICTIONARY.len() as u16
};

/// What stands before the dictionary and a body to make one deflate stream: the header of a stored block
/// (RFC 1951, 3.2.4).
pub const DICTIONARY_PREFIX: [u8; 5] = {
    let ([low, high], [not_low, not_high]) = (LENGTH.to_le_bytes(), (!LENGTH).to_le_bytes());
    [0, low, high, not_low, not_high]
};

/// The highest level that there is: more probes than zlib's 9.
const LEVEL: i32 = 10;
/// Below zero for no header; the only size of window that there is.
const RAW: i32 = -15;

/// How a payload is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// `0`: as it is.
    Stored,
    /// `1`: raw deflate (RFC 1951).
    Deflated,
    /// `2`: raw deflate after [`DICTIONARY`].
    Primed,
}

impl Codec {
    pub(super) fn mark(self) -> char {
        match self {
            Self::Stored => '0',
            Self::Deflated => '1',
            Self::Primed => '2',
        }
    }

    pub(super) fn from_mark(mark: char) -> Option<Self> {
        [Self::Stored, Self::Deflated, Self::Primed].into_iter().find(|codec| codec.mark() == mark)
    }
}

/// The bytes of `text` in the codec that is best for it: as it is, where it would be too dense to be read.
pub(super) fn pack_well(text: &str) -> Result<(Codec, Vec<u8>), Refusal> {
    let packed = pack(text, Codec::Primed)?;
    let codec = if text.len() > most(packed.len()) { Codec::Stored } else { Codec::Primed };
    Ok((codec, if codec == Codec::Stored { pack(text, codec)? } else { packed }))
}

/// The bytes of `text` in this codec.
pub(super) fn pack(text: &str, codec: Codec) -> Result<Vec<u8>, Refusal> {
    if text.len() > MAX_INFLATED {
        return Err(Refusal::TooLarge);
    }
    let flags = create_comp_flags_from_zip_params(LEVEL, RAW, 0);
    let mut compressor = CompressorOxide::new(flags);
    match codec {
        Codec::Stored => return Ok(text.as_bytes().to_vec()),
        Codec::Deflated => {}
        // What the dictionary compresses to is thrown away; the compressor goes on with it in its window.
        Codec::Primed => drop(push(&mut compressor, DICTIONARY, TDEFLFlush::Sync)?),
    }
    push(&mut compressor, text.as_bytes(), TDEFLFlush::Finish)
}

fn push(compressor: &mut CompressorOxide, mut input: &[u8], flush: TDEFLFlush) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let (status, read, written) = compress(compressor, input, &mut piece, flush);
        out.extend(piece.get(..written).unwrap_or_default());
        input = input.get(read..).unwrap_or_default();
        match status {
            TDEFLStatus::Done => return Ok(out),
            TDEFLStatus::Okay if flush == TDEFLFlush::Sync && input.is_empty() && written < piece.len() => {
                return Ok(out);
            }
            TDEFLStatus::Okay => {}
            TDEFLStatus::BadParam | TDEFLStatus::PutBufFailed => return Err(Refusal::TooLarge),
        }
    }
}

/// The text that `bytes` stand for.
pub(super) fn unpack(bytes: &[u8], codec: Codec) -> Result<String, Refusal> {
    let text = match codec {
        Codec::Stored if bytes.len() > MAX_INFLATED => return Err(Refusal::TooLarge),
        Codec::Stored => bytes.to_vec(),
        Codec::Deflated => inflate(bytes, 0, most(bytes.len()))?,
        Codec::Primed => {
            let stream = [&DICTIONARY_PREFIX, DICTIONARY, bytes].concat();
            inflate(&stream, DICTIONARY.len(), most(bytes.len()))?
        }
    };
    String::from_utf8(text).map_err(|_| Refusal::Damaged)
}

/// What `stream` holds behind its first `known` bytes: at most `most` bytes.
fn inflate(stream: &[u8], known: usize, most: usize) -> Result<Vec<u8>, Refusal> {
    let mut text =
        decompress_to_vec_with_limit(stream, known + most).map_err(|error| match error.status {
            TINFLStatus::HasMoreOutput if most == MAX_INFLATED => Refusal::TooLarge,
            TINFLStatus::HasMoreOutput => Refusal::TooDense,
            _ => Refusal::Damaged,
        })?;
    if text.len() < known { Err(Refusal::Damaged) } else { Ok(text.split_off(known)) }
}
