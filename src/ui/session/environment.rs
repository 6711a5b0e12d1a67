//! The environment, and what is typed for it: variables and the names of secrets. The analysis
//! follows at once.

use blockwright::history::Change;

use leptos::prelude::*;

use super::Session;

impl Session {
    /// Looks at the project in the environment `name`.
    pub(crate) fn set_environment(self, name: &str) {
        self.set_inputs(|inputs| name.clone_into(&mut inputs.environment));
        self.announce(format!("Environment {name}."));
    }

    /// Gives the variable `name` a value for this session, as one step of undo.
    pub(crate) fn define_variable(self, name: &str, value: String) {
        // A field says the same twice: on Enter, and when it is left.
        if self.workspace.with_untracked(|inputs| inputs.variables.get(name) == Some(&value)) {
            return;
        }
        let change = Change::Variable { name: name.to_owned(), value: Some(value) };
        if self.change(&format!("Set {name}"), &[change]) {
            self.announce(format!("{name} has a value for this session."));
        }
    }

    /// Takes the value back that the variable `name` has for this session.
    pub(crate) fn forget_variable(self, name: &str) {
        let change = Change::Variable { name: name.to_owned(), value: None };
        if self.change(&format!("Remove the value of {name}"), &[change]) {
            self.announce(format!("{name} has no value for this session."));
        }
    }

    /// Makes `name` a secret. A value that was typed for it goes; undo brings it back.
    pub(crate) fn declare_secret(self, name: &str) {
        let name = name.to_owned();
        let changes = [
            Change::Variable { name: name.clone(), value: None },
            Change::Secret { name: name.clone(), declared: true },
        ];
        if self.change(&format!("Make {name} secret"), &changes) {
            self.announce(format!("{name} is secret."));
        }
    }

    /// Makes the secret `name` a variable again.
    pub(crate) fn take_secret_back(self, name: &str) {
        let change = Change::Secret { name: name.to_owned(), declared: false };
        if self.change(&format!("Make {name} a variable"), &[change]) {
            self.announce(format!("{name} is not secret."));
        }
    }
}
