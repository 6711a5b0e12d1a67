//! The table of commands: name, keys, what it does.
