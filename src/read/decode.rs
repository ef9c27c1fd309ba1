//! Bytes to text: byte order marks, UTF-8, and a guess for everything older.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ErrorKind;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The name of the encoding, if it had to be guessed.
    pub encoding: Option<String>,
}

/// How many bytes at the start decide whether a file is text.
const SAMPLE: usize = 8192;

/// Decodes `bytes`: a byte order mark decides, then strict UTF-8, then the likeliest legacy
/// encoding. Bytes that are no text are an error.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, ErrorKind> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok(Decoded {
            text: text.into_owned(),
            encoding: None,
        });
    }
    if let Some(encoding) = wide(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        return Ok(Decoded {
            text: text.into_owned(),
            encoding: Some(encoding.name().into()),
        });
    }
    if binary(&bytes) {
        return Err(ErrorKind::Binary);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Decoded {
                text,
                encoding: None,
            });
        }
        Err(error) => error.into_bytes(),
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = match detector.guess(None, Utf8Detection::Deny) {
        // Nearly all of it is UTF-8: a few broken bytes are likelier than another encoding.
        _ if mostly_utf8(&bytes) => UTF_8,
        guess => guess,
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    Ok(Decoded {
        text: text.into_owned(),
        encoding: Some(encoding.name().into()),
    })
}

/// UTF-16 without a byte order mark: every other byte of English text is then zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut even, mut odd) = (0, 0);
    for (index, _) in sample.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        if index % 2 == 0 { even += 1 } else { odd += 1 }
    }
    let many = sample.len() / 3;
    match (even, odd) {
        (0, odd) if sample.len() >= 4 && odd > many => Some(UTF_16LE),
        (even, 0) if sample.len() >= 4 && even > many => Some(UTF_16BE),
        _ => None,
    }
}

fn binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let odd = |byte: &u8| matches!(byte, 1..=8 | 14..=26 | 28..=31);
    let control = sample.iter().filter(|byte| odd(byte)).count();
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    sample.starts_with(b"%PDF-") || zeros * 100 > sample.len() || control * 20 > sample.len()
}

/// Whether multi-byte sequences that are UTF-8 outnumber the broken ones twenty to one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > broken * 20
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<String>) {
        let decoded = decode(bytes.to_vec()).expect("text");
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn obeys_byte_order_marks() {
        assert_eq!(text(b"\xef\xbb\xbfHerat"), ("Herat".into(), None));
        assert_eq!(text(b"\xff\xfeH\0i\0"), ("Hi".into(), None));
        assert_eq!(text(b"\xfe\xff\0H\0i"), ("Hi".into(), None));
    }

    #[test]
    fn guesses_what_is_not_utf8() {
        let (read, encoding) = text(b"The caf\xe9 in Nouakchott was hit, \x93they came back\x94.");
        assert_eq!(read, "The café in Nouakchott was hit, “they came back”.");
        assert_eq!(encoding.as_deref(), Some("windows-1252"));
    }

    #[test]
    fn keeps_utf8_with_one_broken_byte() {
        let mut bytes = "“Négotiations” à Bogotá, à Cali, à Popayán. "
            .repeat(9)
            .into_bytes();
        bytes.push(0xff);
        let (read, encoding) = text(&bytes);
        assert!(read.starts_with("“Négotiations”"));
        assert_eq!(encoding.as_deref(), Some("UTF-8"));
    }

    #[test]
    fn recognises_utf16_without_a_mark_and_refuses_binary() {
        let bytes: Vec<u8> = "Two men died.".bytes().flat_map(|b| [b, 0]).collect();
        assert_eq!(
            text(&bytes),
            ("Two men died.".into(), Some("UTF-16LE".into()))
        );
        assert!(matches!(
            decode(b"\x7fELF\0\0\0\x01\0\x02".to_vec()),
            Err(ErrorKind::Binary)
        ));
        assert!(matches!(
            decode(b"%PDF-1.7 stream".to_vec()),
            Err(ErrorKind::Binary)
        ));
    }
}
