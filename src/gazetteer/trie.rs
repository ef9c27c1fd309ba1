//! Names as a trie over words.
//!
//! In come names, word by word, each with the entry that it leads to; out go, for the name that ends
//! at a node, all entries of that name. It never looks at a text.

use serde::{Deserialize, Serialize};

use super::{EntryId, NameKind};
use crate::text::Word;

/// The root; no edge leads to it.
pub(super) const ROOT: u32 = 0;

/// All names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Trie {
    /// By word: the node that it leads to from the root, or 0.
    #[serde(with = "crate::cache::flat")]
    first: Vec<u32>,
    /// All other edges, `[node, word, node]`: open addressing, linear probing; an edge to 0 is an
    /// empty place.
    #[serde(with = "crate::cache::flat")]
    edges: Vec<[u32; 3]>,
    /// How many edges there are.
    count: u32,
    /// By node: where its candidates start, times two, plus whether edges leave it. One more at the
    /// end.
    #[serde(with = "crate::cache::flat")]
    nodes: Vec<u32>,
    /// Candidates of all names, by node.
    #[serde(with = "crate::cache::flat")]
    names: Vec<(EntryId, NameKind)>,
    #[serde(skip)]
    pending: Vec<(u32, EntryId, NameKind)>,
}

fn place(node: u32, word: u32, size: usize) -> usize {
    let key = u64::from(node) << 32 | u64::from(word);
    let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize & (size - 1)
}

impl Trie {
    /// The node for the name so far and one more word.
    pub fn add(&mut self, node: u32, word: Word) -> u32 {
        if self.nodes.is_empty() {
            self.nodes.push(0);
        }
        let next = self.nodes.len() as u32;
        let to = if node == ROOT {
            let at = word.0 as usize;
            if self.first.len() <= at {
                self.first.resize(at + 1, 0);
            }
            let to = &mut self.first[at];
            if *to == 0 {
                *to = next;
            }
            *to
        } else {
            if (self.count as usize + 1) * 10 > self.edges.len() * 7 {
                self.grow();
            }
            let at = self.find(node, word);
            let edge = &mut self.edges[at];
            if edge[2] == 0 {
                *edge = [node, word.0, next];
                self.count += 1;
                self.nodes[node as usize] = 1;
            }
            edge[2]
        };
        if to == next {
            self.nodes.push(0);
        }
        to
    }

    /// Says that the name that ends at a node is an entry's.
    pub fn end(&mut self, node: u32, id: EntryId, kind: NameKind) {
        self.pending.push((node, id, kind));
    }

    /// Puts the candidates in order; call once, after the last name.
    pub fn finish(&mut self) {
        if self.nodes.is_empty() {
            self.nodes.push(0);
        }
        // Stable by hand: count, then place. The order of adding decides which kind of name stays.
        let mut starts = vec![0u32; self.nodes.len() + 1];
        for (node, ..) in &self.pending {
            starts[*node as usize + 1] += 1;
        }
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut sorted = vec![(EntryId(0), NameKind::Name); self.pending.len()];
        let mut at = starts.clone();
        for (node, id, kind) in std::mem::take(&mut self.pending) {
            let place = &mut at[node as usize];
            sorted[*place as usize] = (id, kind);
            *place += 1;
        }
        for node in 0..self.nodes.len() {
            let range = starts[node] as usize..starts[node + 1] as usize;
            self.nodes[node] |= (self.names.len() as u32) << 1;
            let own = &mut sorted[range];
            own.sort_by_key(|(id, _)| *id);
            let begin = self.names.len();
            for candidate in own {
                let last = self.names[begin..].last();
                if last.is_none_or(|(id, _)| *id != candidate.0) {
                    self.names.push(*candidate);
                }
            }
        }
        self.nodes.push((self.names.len() as u32) << 1);
    }

    /// The node that a word leads to.
    #[inline]
    pub fn next(&self, node: u32, word: Word) -> Option<u32> {
        let to = if node == ROOT {
            self.first.get(word.0 as usize).copied().unwrap_or(0)
        } else if self.nodes[node as usize] & 1 == 0 {
            0
        } else {
            self.edges[self.find(node, word)][2]
        };
        (to != 0).then_some(to)
    }

    /// The candidates of the name that ends at a node.
    #[inline]
    pub fn range(&self, node: u32) -> std::ops::Range<u32> {
        let node = node as usize;
        self.nodes[node] >> 1..self.nodes[node + 1] >> 1
    }

    /// The candidates in a range.
    #[inline]
    pub fn candidates(&self, range: &std::ops::Range<u32>) -> &[(EntryId, NameKind)] {
        &self.names[range.start as usize..range.end as usize]
    }

    /// Where an edge stands, or would stand.
    fn find(&self, node: u32, word: Word) -> usize {
        let mut at = place(node, word.0, self.edges.len());
        loop {
            let edge = &self.edges[at];
            if edge[2] == 0 || edge[0] == node && edge[1] == word.0 {
                return at;
            }
            at = (at + 1) & (self.edges.len() - 1);
        }
    }

    fn grow(&mut self) {
        let size = (self.edges.len() * 2).max(1 << 10);
        let old = std::mem::replace(&mut self.edges, vec![[0; 3]; size]);
        for edge in old.into_iter().filter(|edge| edge[2] != 0) {
            let at = self.find(edge[0], Word(edge[1]));
            self.edges[at] = edge;
        }
    }
}
