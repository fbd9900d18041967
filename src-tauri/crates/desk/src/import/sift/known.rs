/// Where things stand in the entry of a guest: the key, id, digest, flags, list.
pub(super) struct Known;

impl Known {
    pub(super) const WIDTH: usize = 53;
    pub(super) const ID: usize = 16;
    pub(super) const DIGEST: usize = 32;
    pub(super) const FLAGS: usize = 48;
    pub(super) const LIST: usize = 49;
    pub(super) const GONE: u8 = 1;
    pub(super) const COMES: u8 = 2;
    pub(super) const OWN: u8 = 4;
    pub(super) const BESIDE: u8 = 8;
    pub(super) const MERGED: u8 = 16;
}
