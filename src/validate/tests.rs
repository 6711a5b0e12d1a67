//! Rules on small configurations.
