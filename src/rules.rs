//! Every rule that is checked, as one table (spec 2.2).

use crate::diagnostic::{Rule, pile};
use crate::sorting::sort_by_key;
use crate::variables::ref005_undefined_variable;
use crate::{audit, composition, config, plan, policy, state, upgrade, validate, yaml};

/// All rules, in the order of their levels and ids.
pub fn all() -> Vec<&'static Rule> {
    let read = yaml::rules::RULES.iter().chain(&config::rules::RULES).copied();
    let planned = state::rules::RULES.iter().chain(plan::rules::RULES).copied();
    let checked = validate::CHECKS.iter().map(|check| check.rule);
    let composed = composition::rules::all().chain(upgrade::RULES).chain(audit::rules::RULES);
    let mut rules: Vec<_> = read
        .chain(checked)
        .chain(planned)
        .chain([&ref005_undefined_variable::RULE, &pile::RULE])
        .chain(composed)
        .chain(policy::rules::CHECKS.iter().map(|check| check.rule).chain([&policy::rules::CUSTOM]))
        .collect();
    sort_by_key(&mut rules, |rule| (rule.level, rule.id));
    rules
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().into_iter().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_used_once_and_every_rule_explains_itself() {
        let rules = all();
        assert!(rules.windows(2).all(|pair| pair[0].id != pair[1].id));
        for rule in &rules {
            assert!((6..=7).contains(&rule.id.len()) && !rule.title.ends_with('.'), "{}", rule.id);
            assert!(rule.explanation.len() > 30 && rule.explanation.ends_with('.'), "{}", rule.id);
            assert_eq!(find(rule.id), Some(*rule));
        }
        assert_eq!(find("SYN999"), None);
    }
}
