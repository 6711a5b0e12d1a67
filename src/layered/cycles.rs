//! Lines that close a cycle, which are drawn backwards.

use super::drawing::Line;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Never,
    Open,
    Done,
}

/// For each line whether it leads back to where the walk came from. Without those there is no cycle.
/// The walk starts at the tiles that nothing leads to, then takes the rest in order.
pub(super) fn backward(tiles: usize, lines: &[Line]) -> Vec<bool> {
    let mut outgoing: Vec<Vec<usize>> = vec![Vec::new(); tiles];
    let mut is_target = vec![false; tiles];
    for (position, line) in lines.iter().enumerate() {
        outgoing[line.from].push(position);
        is_target[line.to] = true;
    }
    let starts = (0..tiles).filter(|tile| !is_target[*tile]).chain(0..tiles);
    let mut backward = vec![false; lines.len()];
    let mut visits = vec![Visit::Never; tiles];
    for start in starts {
        if visits[start] == Visit::Never {
            walk(start, lines, &outgoing, &mut visits, &mut backward);
        }
    }
    backward
}

fn walk(start: usize, lines: &[Line], outgoing: &[Vec<usize>], visits: &mut [Visit], backward: &mut [bool]) {
    let mut path = vec![(start, 0)];
    visits[start] = Visit::Open;
    while let Some((tile, next)) = path.last_mut() {
        let Some(line) = outgoing[*tile].get(*next).copied() else {
            visits[*tile] = Visit::Done;
            path.pop();
            continue;
        };
        *next += 1;
        let to = lines[line].to;
        match visits[to] {
            Visit::Open => backward[line] = true,
            Visit::Done => {}
            Visit::Never => {
                visits[to] = Visit::Open;
                path.push((to, 0));
            }
        }
    }
}
