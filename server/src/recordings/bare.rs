//! A recording without what is written beside the voice: telephones write into it where and when it was made, and call it by
//! the street.

mod matroska;
mod mpeg4;
mod riff;

use std::io::Cursor;

use domain::sound::Sound;
use lofty::{config::WriteOptions, file::TaggedFileExt, probe::Probe};

/// The sound in a file, and its bytes without anything said of it. Nothing where it is no sound that browsers play, or cannot
/// be read.
pub fn bare(file: Vec<u8>) -> Option<(Sound, Vec<u8>)> {
    let sound = Sound::of_bytes(&file)?;
    let bare = match sound {
        Sound::M4a => mpeg4::bare(file)?,
        Sound::Wav => riff::bare(&file)?,
        Sound::Webm => matroska::bare(file)?,
        Sound::Mp3 | Sound::Ogg => without_tags(file)?,
    };
    // What is left still is what it was.
    (Sound::of_bytes(&bare) == Some(sound)).then_some((sound, bare))
}

fn without_tags(file: Vec<u8>) -> Option<Vec<u8>> {
    let mut cursor = Cursor::new(file);
    let read = Probe::new(&mut cursor).guess_file_type().ok()?.read().ok()?;
    let tags: Vec<_> = read.tags().iter().map(|tag| tag.tag_type()).collect();
    for tag in tags {
        cursor.set_position(0);
        tag.remove_from(&mut cursor, WriteOptions::new()).ok()?;
    }
    Some(cursor.into_inner())
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

    /// A box of MPEG-4: its length, its kind, what is in it.
    fn boxed(kind: &[u8; 4], within: &[&[u8]]) -> Vec<u8> {
        let within = within.concat();
        [&(within.len() as u32 + 8).to_be_bytes()[..], kind, &within].concat()
    }

    fn m4a(handler: &[u8; 4]) -> Vec<u8> {
        let times = [0x11_u8; 8];
        let head = [&[0; 4][..], &times, &[0; 84]].concat();
        let handler = boxed(b"hdlr", &[&[0; 8], handler, &[0; 13]]);
        let media = boxed(b"mdia", &[&boxed(b"mdhd", &[&[0; 4], &times, &[0; 12]]), &handler]);
        let track = boxed(b"trak", &[&boxed(b"tkhd", &[&[0; 4], &times, &[0; 72]]), &media]);
        let place = boxed(b"udta", &[&boxed(b"\xa9xyz", &[b"\0\x12\x15\xc7+34.03-005.00/ rue plantee"])]);
        let told = boxed(b"meta", &[b"rue plantee"]);
        let movie = boxed(b"moov", &[&boxed(b"mvhd", &[&head]), &track, &place, &told]);
        [boxed(b"ftyp", &[b"M4A \0\0\0\0"]), movie, boxed(b"uuid", &[b"rue plantee"]), boxed(b"mdat", &[b"voice"])]
            .concat()
    }

    #[test]
    fn a_telephones_recording_says_neither_where_nor_when() {
        let told = m4a(b"soun");
        let (sound, quiet) = bare(told.clone()).unwrap();
        assert_eq!((sound, quiet.len()), (Sound::M4a, told.len()), "everything stays where it was");
        assert!(!holds(&quiet, b"plantee") && !holds(&quiet, b"34.03") && !holds(&quiet, &[0x11; 4]));
        assert!(holds(&quiet, b"mdat") && holds(&quiet, b"voice"));
        assert_eq!(bare(m4a(b"vide")), None, "a film is no recording");
    }

    #[test]
    fn a_browsers_recording_brings_nothing_beside() {
        let head = [&[0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84][..], b"webm"].concat();
        let tags = [&[0x12, 0x54, 0xc3, 0x67, 0x93, 0x73, 0x73, 0x90][..], b"rue plantee 12345"].concat();
        let told = [&head[..], b"voice", &tags, b"voice"].concat();
        let (_, quiet) = bare(told.clone()).unwrap();
        assert_eq!(quiet.len(), told.len());
        assert!(!holds(&quiet, b"plantee") && quiet.ends_with(b"voice"));
        let film = [&[0x1a, 0x45, 0xdf, 0xa3, 0x8b, 0x42, 0x82, 0x88][..], b"matroska"].concat();
        assert_eq!(bare(film), None);
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
