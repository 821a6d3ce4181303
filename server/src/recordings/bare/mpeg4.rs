//! MPEG-4 (ISO/IEC 14496-12): what says something of the recording is blanked where it stands, for the sound is named by its
//! place in the file.

use std::ops::Range;

/// What says something, whatever it is: titles, places, programs.
const TELLS: [&[u8]; 3] = [b"udta", b"meta", b"uuid"];
/// What has boxes in it on the way to what is looked for.
const WITHIN: [&[u8]; 3] = [b"moov", b"trak", b"mdia"];

pub fn bare(mut file: Vec<u8>) -> Option<Vec<u8>> {
    let mut sounds = false;
    let mut todo = vec![(0, file.len())];
    while let Some((mut at, end)) = todo.pop() {
        while at + 8 <= end {
            let (within, next) = content(&file, at, end)?;
            let kind = file.get(at + 4..at + 8)?.to_vec();
            match kind.as_slice() {
                kind if TELLS.contains(&kind) => {
                    file[at + 4..at + 8].copy_from_slice(b"free");
                    file[within].fill(0);
                }
                kind if WITHIN.contains(&kind) => todo.push((within.start, within.end)),
                b"mvhd" | b"tkhd" | b"mdhd" => {
                    // When it was made and changed: four bytes each, or eight.
                    let long = *file.get(within.start)? == 1;
                    file.get_mut(within.start + 4..within.start + if long { 20 } else { 12 })?.fill(0);
                }
                b"hdlr" => match file.get(within.start + 8..within.start + 12)? {
                    b"vide" => return None,
                    handler => sounds |= handler == b"soun",
                },
                _ => {}
            }
            at = next;
        }
    }
    sounds.then_some(file)
}

/// What is in the box that begins at a place, and where the next one begins.
fn content(file: &[u8], at: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let short = u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize;
    let (head, length) = match short {
        // To the end.
        0 => (8, end - at),
        1 => (16, usize::try_from(u64::from_be_bytes(file.get(at + 8..at + 16)?.try_into().ok()?)).ok()?),
        length => (8, length),
    };
    let next = at.checked_add(length).filter(|next| *next <= end && length >= head)?;
    Some((at + head..next, next))
}
