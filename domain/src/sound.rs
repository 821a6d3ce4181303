//! Recordings in which somebody reads a page: which files browsers play, known by how they begin.

/// How a recording is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sound {
    Mp3,
    /// AAC in MPEG-4, as telephones record.
    M4a,
    /// Opus or Vorbis.
    Ogg,
    /// Opus, as browsers record.
    Webm,
    Wav,
}

impl Sound {
    pub const ALL: [Self; 5] = [Self::Mp3, Self::M4a, Self::Ogg, Self::Webm, Self::Wav];

    pub fn ending(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Webm => "webm",
            Self::Wav => "wav",
        }
    }

    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sound| sound.ending() == ending)
    }

    /// As browsers are told.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Webm => "audio/webm",
            Self::Wav => "audio/wav",
        }
    }

    /// What a file is by its first bytes, whatever it is called.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let at = |from: usize, mark: &[u8]| bytes.get(from..from + mark.len()) == Some(mark);
        // A frame of MPEG audio, layer III: eleven bits of sync, then version and layer.
        let frame = matches!(bytes, [0xff, second, ..] if second & 0xe6 == 0xe2);
        match () {
            () if at(0, b"ID3") || frame => Some(Self::Mp3),
            () if at(4, b"ftyp") => Some(Self::M4a),
            () if at(0, b"OggS") => Some(Self::Ogg),
            () if at(0, &[0x1a, 0x45, 0xdf, 0xa3]) => Some(Self::Webm),
            () if at(0, b"RIFF") && at(8, b"WAVE") => Some(Self::Wav),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_how_it_begins() {
        let known: [(&[u8], Sound); 7] = [
            (b"ID3\x04\0", Sound::Mp3),
            (&[0xff, 0xfb, 0x90, 0], Sound::Mp3),
            (&[0xff, 0xf3, 0x40, 0], Sound::Mp3),
            (b"\0\0\0\x20ftypM4A ", Sound::M4a),
            (b"OggS\0\x02", Sound::Ogg),
            (&[0x1a, 0x45, 0xdf, 0xa3, 0x9f], Sound::Webm),
            (b"RIFF\x24\0\0\0WAVEfmt ", Sound::Wav),
        ];
        for (bytes, sound) in known {
            assert_eq!(Sound::of_bytes(bytes), Some(sound), "{bytes:?}");
            assert_eq!(Sound::of_ending(sound.ending()), Some(sound));
        }
        // An AAC stream without a frame of layer III, a picture, a page, a program.
        let foreign: [&[u8]; 7] =
            [b"", b"ID", &[0xff, 0xf1, 0x50], &[0xff, 0xd8, 0xff], b"<html>", b"MZ\x90", b"RIFF\x24\0\0\0AVI "];
        for bytes in foreign {
            assert_eq!(Sound::of_bytes(bytes), None, "{bytes:?}");
        }
    }
}
