//! WebM: Matroska of a kind that browsers record and play. Tags and attached files are blanked where they stand.

/// What says the kind: the element, its length, its word.
const KIND: &[u8] = &[0x42, 0x82, 0x84, b'w', b'e', b'b', b'm'];
/// How tags and attachments begin, and how the first thing within each does.
const TELLS: [([u8; 4], [u8; 2]); 2] =
    [([0x12, 0x54, 0xc3, 0x67], [0x73, 0x73]), ([0x19, 0x41, 0xa4, 0x69], [0x61, 0xa7])];
/// An element that says nothing, with its length in eight bytes.
const VOID: u8 = 0xec;

pub fn bare(mut file: Vec<u8>) -> Option<Vec<u8>> {
    file.get(..64.min(file.len()))?.windows(KIND.len()).find(|window| *window == KIND)?;
    let begins: Vec<usize> = (0..file.len().saturating_sub(9))
        .filter(|at| TELLS.iter().any(|(begin, _)| file[*at..].starts_with(begin)))
        .collect();
    for at in begins {
        let Some((head, length)) = length_at(&file, at + 4) else { continue };
        let (within, end) = (at + 4 + head, at + 4 + head + length);
        let is_one = TELLS.iter().any(|(_, first)| file[within..].starts_with(first));
        if end > file.len() || !is_one || end - at < 9 {
            continue;
        }
        let rest = (end - at - 9) as u64;
        file[at..end].fill(0);
        file[at] = VOID;
        file[at + 1..at + 9].copy_from_slice(&(rest | 1 << 56).to_be_bytes());
    }
    Some(file)
}

/// The length that an element says, and how many bytes say it (RFC 8794, 4).
fn length_at(file: &[u8], at: usize) -> Option<(usize, usize)> {
    let first = *file.get(at)?;
    let bytes = first.leading_zeros() as usize + 1;
    let told = file.get(at..at + bytes)?;
    let all = told.iter().fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
    // The first one of its bits says how many there are.
    let length = all & !(1 << (7 * bytes));
    Some((bytes, usize::try_from(length).ok()?.min(file.len())))
}
