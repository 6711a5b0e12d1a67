//! The layer of each tile: to the right of all that leads to it, and near to what it is connected with.

use super::drawing::{Line, Side, Tile};

/// Rounds in which tiles move between their neighbours to make lines shorter.
const ROUNDS: usize = 4;

/// The layer of each tile, from 0. Lines that are not `backward` lead to later layers; around those
/// that are, there is a layer on both sides to turn in.
pub(super) fn ranks(tiles: &[Tile], lines: &[Line], backward: &[bool]) -> Vec<usize> {
    let inside = |tile: usize| tiles[tile].side == Side::Inside;
    let forward = lines
        .iter()
        .zip(backward)
        .filter(|(line, is_backward)| !**is_backward && inside(line.from) && inside(line.to));
    let forward: Vec<&Line> = forward.map(|(line, _)| line).collect();
    let (before, after) = (neighbours(tiles.len(), &forward, false), neighbours(tiles.len(), &forward, true));
    let sequence = sequence(&before, &after);
    let mut ranks = vec![0; tiles.len()];
    for tile in &sequence {
        ranks[*tile] = before[*tile].iter().map(|other| ranks[*other] + 1).max().unwrap_or_default();
    }
    for _ in 0..ROUNDS {
        for tile in sequence.iter().rev() {
            ranks[*tile] = best(*tile, &ranks, &before, &after);
        }
    }
    with_borders(&mut ranks, tiles, lines, backward);
    ranks
}

fn neighbours(tiles: usize, lines: &[&Line], is_after: bool) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); tiles];
    for line in lines {
        let (own, other) = if is_after { (line.from, line.to) } else { (line.to, line.from) };
        neighbours[own].push(other);
    }
    neighbours
}

/// The tiles so that all before a tile come before it.
fn sequence(before: &[Vec<usize>], after: &[Vec<usize>]) -> Vec<usize> {
    let mut missing: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut sequence: Vec<usize> = (0..before.len()).filter(|tile| missing[*tile] == 0).collect();
    let mut next = 0;
    while let Some(tile) = sequence.get(next).copied() {
        next += 1;
        for other in &after[tile] {
            missing[*other] -= 1;
            if missing[*other] == 0 {
                sequence.push(*other);
            }
        }
    }
    sequence
}

/// The layer in which the lines of a tile are shortest, with all others where they are.
fn best(tile: usize, ranks: &[usize], before: &[Vec<usize>], after: &[Vec<usize>]) -> usize {
    let first = before[tile].iter().map(|other| ranks[*other] + 1).max();
    let last = after[tile].iter().map(|other| ranks[*other].saturating_sub(1)).min();
    match (first, last) {
        (None, Some(last)) => last,
        (Some(first), None) => first,
        (Some(_), Some(last)) if after[tile].len() > before[tile].len() => last,
        (Some(first), Some(_)) if before[tile].len() > after[tile].len() => first,
        _ => ranks[tile],
    }
}

/// Makes room for turns and puts border tiles into layers of their own.
fn with_borders(ranks: &mut [usize], tiles: &[Tile], lines: &[Line], backward: &[bool]) {
    let turning = || lines.iter().zip(backward).filter(|(_, is_backward)| **is_backward);
    let has = |side: Side| tiles.iter().any(|tile| tile.side == side);
    let inside = || (0..tiles.len()).filter(|tile| tiles[*tile].side == Side::Inside);
    let lowest = inside().map(|tile| ranks[tile]).min().unwrap_or_default();
    let turns_first = turning().any(|(line, _)| ranks[line.to] == lowest);
    let shift = usize::from(has(Side::Left)) + usize::from(turns_first);
    for tile in inside() {
        ranks[tile] = ranks[tile] - lowest + shift;
    }
    let turn = turning().map(|(line, _)| ranks[line.from] + 1).max().unwrap_or_default();
    let last = inside().map(|tile| ranks[tile]).max().unwrap_or_default().max(turn);
    for (rank, tile) in ranks.iter_mut().zip(tiles) {
        match tile.side {
            Side::Inside => {}
            Side::Left => *rank = 0,
            Side::Right => *rank = last + 1,
        }
    }
}
