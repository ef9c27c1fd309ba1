//! Byte offsets to code points.

use crate::event::Event;

/// Byte offsets to code points.
pub(super) struct CodePoints {
    /// Empty for ASCII, where they are the same; else the code points before every 64th byte.
    marks: Vec<u32>,
    bytes: Vec<u8>,
}

impl CodePoints {
    pub(super) fn new(text: &str) -> CodePoints {
        if text.is_ascii() {
            return CodePoints {
                marks: Vec::new(),
                bytes: Vec::new(),
            };
        }
        let bytes = text.as_bytes();
        let mut marks = Vec::with_capacity(bytes.len() / 64 + 1);
        let mut count = 0u32;
        for chunk in bytes.chunks(64) {
            marks.push(count);
            count += chunk.iter().filter(|&&b| b & 0xc0 != 0x80).count() as u32;
        }
        CodePoints {
            marks,
            bytes: bytes.to_vec(),
        }
    }

    pub(super) fn at(&self, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte;
        }
        let byte = byte.min(self.bytes.len());
        let block = (byte / 64).min(self.marks.len() - 1);
        self.marks[block] as usize
            + self.bytes[block * 64..byte]
                .iter()
                .filter(|&&b| b & 0xc0 != 0x80)
                .count()
    }

    pub(super) fn event(&self, event: &mut Event) {
        if self.marks.is_empty() {
            return;
        }
        let fix = |start: &mut usize, end: &mut usize| {
            *start = self.at(*start);
            *end = self.at(*end);
        };
        let claim = event.claim.iter_mut().flat_map(|c| c.by.iter_mut());
        for p in event
            .actors
            .iter_mut()
            .chain(event.recipients.iter_mut())
            .chain(claim)
        {
            fix(&mut p.start, &mut p.end);
        }
        for m in event
            .instruments
            .iter_mut()
            .chain(event.other.values_mut().flatten())
        {
            fix(&mut m.start, &mut m.end);
        }
        for c in &mut event.casualties {
            fix(&mut c.start, &mut c.end);
        }
        if let Some(d) = &mut event.date {
            fix(&mut d.start, &mut d.end);
        }
        for p in event.place.iter_mut().chain(event.origin.iter_mut()) {
            fix(&mut p.start, &mut p.end);
        }
        for a in &mut event.attribution {
            fix(&mut a.start, &mut a.end);
        }
        let spans = event
            .content
            .iter_mut()
            .chain([&mut event.evidence.anchor])
            .chain(event.evidence.sentences.iter_mut());
        for s in spans {
            fix(&mut s.start, &mut s.end);
        }
    }
}
