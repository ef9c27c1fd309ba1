mod kind;
pub use kind::{Denotation, Kind, Kinds, complete, denotation, denotes_people};
