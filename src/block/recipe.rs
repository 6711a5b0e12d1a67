//! What a manifest says about the recipes inside a block (`blocks.md` 1.11).

use std::sync::Arc;

use super::fields::Fields;
use crate::value::sha256;

/// An entry of `recipe_details`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeDetails {
    /// `name`
    pub name: Arc<str>,
    /// `type`, as DSS names it.
    pub kind: Arc<str>,
    /// `inputs`: names of the block's own objects, in order.
    pub inputs: Vec<Arc<str>>,
    /// `outputs`, likewise.
    pub outputs: Vec<Arc<str>>,
    /// `description`
    pub description: Arc<str>,
    /// `payload`: the whole body, if it is published.
    pub payload: Option<Arc<str>>,
    /// `code_snippet`: the first lines, for readers.
    pub code_snippet: Arc<str>,
}

impl RecipeDetails {
    /// SHA-256 of the payload as published; `None` if it is not.
    pub fn code_digest(&self) -> Option<String> {
        self.payload.as_deref().map(sha256)
    }
}

/// Reads `recipe_details`; entries without a name are left out.
pub fn read_recipes(fields: &mut Fields<'_>) -> Vec<RecipeDetails> {
    fields.each("recipe_details", |mut recipe| {
        let Some(name) = recipe.optional_text("name").filter(|name| !name.is_empty()) else {
            recipe.remark("name", "a recipe needs a name and was left out");
            return None;
        };
        // The body is code: it is hashed and sent, not shown, so it stays as it is.
        let payload = recipe.members.get("payload").and_then(|payload| payload.as_str()).map(Arc::from);
        Some(RecipeDetails {
            name,
            kind: recipe.text("type"),
            inputs: recipe.texts("inputs"),
            outputs: recipe.texts("outputs"),
            description: recipe.text("description"),
            payload,
            code_snippet: recipe.text("code_snippet"),
        })
    })
}
