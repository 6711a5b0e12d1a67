//! A fixed sequence of numbers that looks like chance.

/// Xorshift of 32 bits, the same on every machine.
pub(super) struct Chance(u32);

impl Chance {
    /// The sequence from its start.
    pub(super) fn new() -> Self {
        Self(0x9E37_79B9)
    }

    /// The next number below `limit`, which is not 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % limit.max(1)
    }
}
