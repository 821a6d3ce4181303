//! A recording without what is written beside the voice: telephones write into it where and when it was made, and call it by
//! the street.

use std::io::Cursor;

use domain::sound::Sound;
use lofty::{config::WriteOptions, file::TaggedFileExt, probe::Probe};

/// The sound in a file, and its bytes without anything said of it. Nothing where it is no sound that browsers play, or cannot
/// be read.
pub fn bare(file: Vec<u8>) -> Option<(Sound, Vec<u8>)> {
    let sound = Sound::of_bytes(&file)?;
    // Browsers write nothing of where they are, and it is their format alone.
    if sound == Sound::Webm {
        return Some((sound, file));
    }
    let mut cursor = Cursor::new(file);
    let read = Probe::new(&mut cursor).guess_file_type().ok()?.read().ok()?;
    let tags: Vec<_> = read.tags().iter().map(|tag| tag.tag_type()).collect();
    for tag in tags {
        cursor.set_position(0);
        tag.remove_from(&mut cursor, WriteOptions::new()).ok()?;
    }
    let bare = cursor.into_inner();
    // What is left still is what it was.
    (Sound::of_bytes(&bare) == Some(sound)).then_some((sound, bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tenth of a second of silence.
    fn wav(more: &[u8]) -> Vec<u8> {
        let data = [0x80; 800];
        let mut chunks = b"WAVEfmt ".to_vec();
        chunks.extend(16_u32.to_le_bytes());
        chunks.extend([1, 0, 1, 0]);
        chunks.extend(8000_u32.to_le_bytes());
        chunks.extend(8000_u32.to_le_bytes());
        chunks.extend([1, 0, 8, 0]);
        chunks.extend(more);
        chunks.extend(b"data");
        chunks.extend((data.len() as u32).to_le_bytes());
        chunks.extend(data);
        [b"RIFF", &(chunks.len() as u32).to_le_bytes()[..], &chunks].concat()
    }

    /// What a program writes beside the sound: a name, which says a street.
    fn named() -> Vec<u8> {
        let name = b"rue plantee\0";
        let mut info = b"INFOINAM".to_vec();
        info.extend((name.len() as u32).to_le_bytes());
        info.extend(name);
        let mut list = b"LIST".to_vec();
        list.extend((info.len() as u32).to_le_bytes());
        list.extend(info);
        list
    }

    /// Frames of MPEG audio, layer III: 64 kbit/s, 44.1 kHz, one channel.
    fn mp3() -> Vec<u8> {
        let mut frame = vec![0xff, 0xfb, 0x50, 0xc4];
        frame.resize(208, 0);
        frame.repeat(20)
    }

    fn holds(bytes: &[u8], needle: &[u8]) -> bool {
        bytes.windows(needle.len()).any(|window| window == needle)
    }

    #[test]
    fn what_is_said_of_a_recording_stays_behind_and_the_voice_goes_on() {
        let told = wav(&named());
        assert!(holds(&told, b"rue plantee"));
        let (sound, quiet) = bare(told).unwrap();
        assert_eq!(sound, Sound::Wav);
        assert!(!holds(&quiet, b"rue plantee") && holds(&quiet, &[0x80; 800]));
        let mut told = b"ID3\x03\0\0\0\0\0\x16TIT2\0\0\0\x0c\0\0\0rue plantee".to_vec();
        let voice = mp3();
        told.extend(&voice);
        let (sound, quiet) = bare(told).unwrap();
        assert_eq!((sound, quiet), (Sound::Mp3, voice));
    }

    #[test]
    fn what_is_no_sound_becomes_none() {
        let foreign: [&[u8]; 5] =
            [b"", b"<script>alert(1)</script>", b"RIFF\x04\0\0\0WAVE", b"\0\0\0\x20ftypM4A broken", b"OggS broken"];
        for file in foreign {
            assert_eq!(bare(file.to_vec()), None, "{file:?}");
        }
    }
}
