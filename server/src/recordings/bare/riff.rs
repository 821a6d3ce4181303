//! WAV: of its chunks those alone that make the sound.

/// The format, the number of samples, the samples.
const SOUND: [&[u8; 4]; 3] = [b"fmt ", b"fact", b"data"];

pub fn bare(file: &[u8]) -> Option<Vec<u8>> {
    let mut kept = b"WAVE".to_vec();
    let mut rest = file.get(12..)?;
    let mut has = [false; 3];
    while let Some((head, after)) = rest.split_at_checked(8) {
        let told = u32::from_le_bytes(head[4..].try_into().ok()?) as usize;
        // A recorder that was cut off says too much.
        let length = told.min(after.len());
        if let Some(at) = SOUND.iter().position(|kind| head.starts_with(*kind)) {
            has[at] = true;
            kept.extend_from_slice(&head[..4]);
            kept.extend_from_slice(&u32::try_from(length).ok()?.to_le_bytes());
            kept.extend_from_slice(&after[..length]);
            kept.resize(kept.len() + length % 2, 0);
        }
        // Chunks begin at even places.
        rest = after.get(length + length % 2..).unwrap_or_default();
    }
    let [format, _, samples] = has;
    let length = u32::try_from(kept.len()).ok()?.to_le_bytes();
    (format && samples).then(|| [&b"RIFF"[..], &length, &kept].concat())
}
