//! Applying every fix that is safe.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Fix, Level, Safety};
use crate::history::{self, Change};
use crate::source::FileId;
use crate::workspace::{Analysis, Memory, Workspace, analyze_again};

/// Most analyses of one run; more means that fixes undo one another.
pub const MAX_ANALYSES: usize = 256;

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fixed {
    /// The changes, one after the other, for [`history::apply`].
    pub changes: Vec<Change>,
    /// The title of each fix that was applied, in order.
    pub applied: Vec<String>,
    /// Safe fixes that are left: those that did not solve their problem, those past the limit, and
    /// those that a stopped run did not come to.
    pub left: usize,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    Going,
    /// Nothing is left that helps.
    Done,
}

/// A problem by what it says, since places move.
type Name = (&'static str, String, String);

/// Applies the safe fixes of `workspace`: all steps of a [`Run`] at once.
pub fn apply_safe_fixes(workspace: &Workspace) -> Fixed {
    let mut memory = Memory::default();
    let analysis = analyze_again(workspace, &mut memory);
    let mut run = Run::new(workspace.clone(), analysis, memory);
    while run.step() == Progress::Going {}
    run.finish()
}

/// Applies the safe fixes of a workspace step by step, and looks again after each step, because
/// one fix may make another needless, or show a problem that was hidden. A run can be ended
/// between any two steps: what it did until then stands.
///
/// A step takes fixes of one level, in places that cannot touch one another: at most one for each
/// mapping. It counts only if every problem in it is gone and none of an earlier level
/// came; otherwise it is tried again with half of them, and a fix that fails alone is left out.
pub struct Run {
    workspace: Workspace,
    memory: Memory,
    analysis: Analysis,
    analyses: usize,
    most: usize,
    refused: BTreeSet<Name>,
    fixed: Fixed,
}

impl Run {
    /// A run over `workspace`, of which `analysis` is, with what `memory` holds of it. Nothing is
    /// applied yet.
    pub fn new(workspace: Workspace, analysis: Analysis, memory: Memory) -> Self {
        let (refused, fixed) = (BTreeSet::new(), Fixed::default());
        Self { workspace, memory, analysis, analyses: 0, most: usize::MAX, refused, fixed }
    }

    /// Takes one step: one analysis at most.
    pub fn step(&mut self) -> Progress {
        let problems = Arc::clone(&self.analysis.problems);
        let step = self.choose(&problems, self.most);
        if step.is_empty() || self.analyses >= MAX_ANALYSES {
            return Progress::Done;
        }
        match self.attempt(&step) {
            Some((changes, next)) => {
                self.fixed.changes.extend(changes);
                self.fixed.applied.extend(step.iter().map(|(_, fix)| fix.title.clone()));
                (self.analysis, self.most) = (next, usize::MAX);
            }
            None if step.len() > 1 => self.most = step.len() / 2,
            None => {
                self.refused.extend(step.iter().map(|(problem, _)| name(problem)));
                self.most = usize::MAX;
            }
        }
        Progress::Going
    }

    /// How many fixes are applied so far, and how many safe ones the text still has.
    pub fn extent(&self) -> (usize, usize) {
        (self.fixed.applied.len(), safe(&self.analysis.problems).count())
    }

    /// Ends the run.
    pub fn finish(self) -> Fixed {
        Fixed { left: safe(&self.analysis.problems).count(), ..self.fixed }
    }

    fn look(&mut self) -> Analysis {
        self.analyses += 1;
        analyze_again(&self.workspace, &mut self.memory)
    }

    /// The fixes of the next step, at most `most`.
    fn choose<'p>(&self, problems: &'p [Diagnostic], most: usize) -> Vec<(&'p Diagnostic, &'p Fix)> {
        let mut step: Vec<(&Diagnostic, &Fix)> = Vec::new();
        let mut mappings: BTreeSet<(FileId, &str)> = BTreeSet::new();
        let wanted = safe(problems).filter(|(problem, _)| !self.refused.contains(&name(problem)));
        for (problem, fix) in wanted {
            let level = step.first().map_or(problem.rule.level, |(first, _)| first.rule.level);
            let touched: Vec<_> = fix.edits.iter().map(|edit| (edit.file, mapping(&problem.path))).collect();
            let is_free = !touched.iter().any(|place| mappings.contains(place));
            if level == problem.rule.level && is_free && step.len() < most {
                mappings.extend(touched);
                step.push((problem, fix));
            }
        }
        step
    }

    /// Makes the step; `None`, and nothing changed, if it does not do what it should.
    fn attempt(&mut self, step: &[(&Diagnostic, &Fix)]) -> Option<(Vec<Change>, Analysis)> {
        let edits: Vec<_> = step.iter().flat_map(|(_, fix)| fix.edits.iter().cloned()).collect();
        let changes = history::changes_of(&edits);
        let inverse = history::apply(&mut self.workspace, &changes).ok()?;
        let after = self.look();
        if solves(step, &self.analysis.problems, &after.problems) {
            return Some((changes, after));
        }
        // The inverse of a change that was just made always fits.
        drop(history::apply(&mut self.workspace, &inverse));
        None
    }
}

/// Whether every problem of the step is gone, and none of an earlier level has come.
fn solves(step: &[(&Diagnostic, &Fix)], before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let (had, has) = (tally(before), tally(after));
    let mended = tally(step.iter().map(|(problem, _)| *problem));
    let count = |tally: &BTreeMap<Name, usize>, name: &Name| tally.get(name).copied().unwrap_or_default();
    let fewer = |name: &Name| count(&has, name) + count(&mended, name) <= count(&had, name);
    // A syntax error can hide the next one, which may say the same of another place.
    let elsewhere = |problem: &Diagnostic, name: &Name| {
        let start = |problem: &Diagnostic| problem.at.map(|at| (at.file, at.range.start));
        let same = |other: &Diagnostic| start(other) == start(problem) && self::name(other) == *name;
        step.len() == 1 && !after.iter().any(same)
    };
    let gone = step.iter().all(|(problem, _)| {
        let name = name(problem);
        fewer(&name) || elsewhere(problem, &name)
    });
    let level = step.first().map_or(Level::Syntax, |(problem, _)| problem.rule.level);
    let earlier = after.iter().filter(|problem| problem.rule.level < level).map(name);
    gone && earlier.into_iter().all(|name| count(&has, &name) <= count(&had, &name))
}

fn tally<'p>(problems: impl IntoIterator<Item = &'p Diagnostic>) -> BTreeMap<Name, usize> {
    let mut tally = BTreeMap::new();
    for problem in problems {
        *tally.entry(name(problem)).or_insert(0) += 1;
    }
    tally
}

fn name(problem: &Diagnostic) -> Name {
    (problem.rule.id, problem.path.clone(), problem.message.clone())
}

fn safe(problems: &[Diagnostic]) -> impl Iterator<Item = (&Diagnostic, &Fix)> {
    let fixes = problems.iter().filter_map(|problem| Some((problem, problem.fix.as_ref()?)));
    fixes.filter(|(_, fix)| fix.safety == Safety::Safe)
}

/// The mapping that a path lies in: `recipes[2]` of `recipes[2].inputs[0]`; empty at the root.
fn mapping(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(mapping, _)| mapping)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::workspace::analyze;
    use expect_test::{Expect, expect};

    fn workspace(files: &[(&str, &str)]) -> Workspace {
        let files = files.iter().map(|(path, text)| Source::new(*path, text)).collect();
        Workspace { files, environment: "dev".into(), strict: true, ..Workspace::default() }
    }

    fn check(files: &[(&str, &str)], expected: Expect) {
        let mut workspace = workspace(files);
        let fixed = apply_safe_fixes(&workspace);
        history::apply(&mut workspace, &fixed.changes).unwrap();
        let mut shown = fixed.applied.join("\n") + &format!("\n{} left\n", fixed.left);
        workspace.files.iter().for_each(|source| shown += &format!("--- {}\n{}", source.path, source.text));
        expected.assert_eq(&shown);
    }

    #[test]
    fn fixes_of_all_levels_and_files_follow_one_another() {
        check(
            &[
                ("project.yml", "version: '1.0'\nproject: {key: P, nam: {{ env.NAME }}, descripton: d}\n"),
                ("datasets/a.yml", "datasets:\n  - {name: A, typ: manged}\n  - {name: B, type: s33}\n"),
            ],
            expect![[r#"
                Put the placeholder in quotes
                Rename to name
                Rename to type
                Replace by s3
                Rename to description
                Replace by managed
                0 left
                --- project.yml
                version: '1.0'
                project: {key: P, name: "{{ env.NAME }}", description: d}
                --- datasets/a.yml
                datasets:
                  - {name: A, type: managed}
                  - {name: B, type: s3}
            "#]],
        );
    }

    #[test]
    fn of_two_fixes_that_clash_the_first_is_made() {
        check(
            &[("project.yml", "project: {key: P, name: P, descripton: a, descriptio: b}\n")],
            expect![[r#"
                Rename to description
                0 left
                --- project.yml
                project: {key: P, name: P, description: a, descriptio: b}
            "#]],
        );
        check(
            &[("project.yml", "project: {key: P, name: P}\nrecips: []\nrecipess: []\n")],
            expect![[r#"
            Rename to recipes
            0 left
            --- project.yml
            project: {key: P, name: P}
            recipes: []
            recipess: []
        "#]],
        );
    }

    #[test]
    fn many_syntax_errors_that_hide_one_another_are_all_mended() {
        check(
            &[(
                "project.yml",
                "project: {key: P, name: P}\ndatasets:\n- name: A\n  type: s3\n  connection: {{ env.A }}\n- name: B\n  type: s3\n  connection: {{ env.A }}\n",
            )],
            expect![[r#"
                Put the placeholder in quotes
                Put the placeholder in quotes
                0 left
                --- project.yml
                project: {key: P, name: P}
                datasets:
                - name: A
                  type: s3
                  connection: "{{ env.A }}"
                - name: B
                  type: s3
                  connection: "{{ env.A }}"
            "#]],
        );
    }

    #[test]
    fn a_stopped_run_keeps_what_it_did() {
        let recipe = "recipes:\n- name: r\n  type: sql\n  outputs: [A]\n  inputs: [1, 2, 3]\n";
        let mut workspace = workspace(&[("project.yml", &format!("project: {{key: P, name: P}}\n{recipe}"))]);
        let start =
            |workspace: &Workspace| Run::new(workspace.clone(), analyze(workspace), Memory::default());
        let mut run = start(&workspace);
        assert_eq!(run.extent(), (0, 3));
        assert_eq!(run.step(), Progress::Going);
        assert_eq!(run.extent(), (1, 2));
        let fixed = run.finish();
        assert_eq!((fixed.applied.len(), fixed.left), (1, 2));
        history::apply(&mut workspace, &fixed.changes).unwrap();
        assert_eq!(start(&workspace).extent(), (0, 2));
    }

    #[test]
    fn nothing_safe_means_nothing_changed() {
        let fixed = apply_safe_fixes(&workspace(&[("project.yml", "project: {key: p, name: P}\n")]));
        assert_eq!(fixed, Fixed::default());
    }

    #[test]
    fn many_mappings_are_mended_at_once_and_the_work_is_bounded() {
        let fix = |section: &str, entries: &dyn Fn(usize) -> String| {
            let entries: String = (0..=MAX_ANALYSES).map(entries).collect();
            let text = format!("project: {{key: P, name: P}}\n{section}\n{entries}");
            let fixed = apply_safe_fixes(&workspace(&[("project.yml", &text)]));
            (fixed.applied.len(), fixed.changes.len(), fixed.left)
        };
        let dataset = |n| format!("- {{name: D{n}, type: s33}}\n");
        assert_eq!(fix("datasets:", &dataset), (MAX_ANALYSES + 1, 1, 0));
        let input = |n| format!("  - {n}\n");
        let recipe = "recipes:\n- name: r\n  type: sql\n  outputs: [A]\n  inputs:";
        assert_eq!(fix(recipe, &input), (MAX_ANALYSES, MAX_ANALYSES, 1));
    }
}
