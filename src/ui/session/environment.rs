//! The environment, and what is typed for it: variables and the names of secrets. The analysis
//! follows at once.

use super::Session;

impl Session {
    /// Looks at the project in the environment `name`.
    pub(crate) fn set_environment(self, name: &str) {
        self.set_inputs(|inputs| name.clone_into(&mut inputs.environment));
        self.announce(format!("Environment {name}."));
    }

    /// Gives the variable `name` a value for this session.
    pub(crate) fn define_variable(self, name: &str, value: String) {
        self.set_inputs(|inputs| {
            inputs.variables.insert(name.to_owned(), value);
        });
        self.announce(format!("{name} has a value for this session."));
    }

    /// Takes the value back that the variable `name` has for this session.
    pub(crate) fn forget_variable(self, name: &str) {
        self.set_inputs(|inputs| {
            inputs.variables.remove(name);
        });
        self.announce(format!("{name} has no value for this session."));
    }

    /// Makes `name` a secret. A value that was typed for it is forgotten.
    pub(crate) fn declare_secret(self, name: &str) {
        self.set_inputs(|inputs| {
            inputs.variables.remove(name);
            inputs.secrets.insert(name.to_owned());
        });
        self.announce(format!("{name} is secret."));
    }

    /// Makes the secret `name` a variable again.
    pub(crate) fn take_secret_back(self, name: &str) {
        self.set_inputs(|inputs| {
            inputs.secrets.remove(name);
        });
        self.announce(format!("{name} is not secret."));
    }
}
