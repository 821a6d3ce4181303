//! A file that somebody sends becomes a picture: it is read, turned upright and written anew in every size. Nothing of the
//! file itself goes on: where it was taken, by which telephone, and whatever else hides in it stay behind.

use std::io::Cursor;

use domain::picture::{Format, sizes};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits,
    codecs::jpeg::JpegEncoder,
    imageops::FilterType,
    metadata::Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH},
};
use sha2::{Digest, Sha256};
use store::{NewPicture, PictureFile};

use crate::uploads::Refused;

/// Pixels of a picture that is read line by line, as telephones take them; and of one that is unpacked whole first, several
/// times over. What says that it has more is not begun: the program may take some hundred megabytes in all.
const MOST_BY_LINES: u64 = 50_000_000;
const MOST_AT_ONCE: u64 = 20_000_000;
/// Bytes.
const MOST_BESIDE: u64 = 16 * 1024 * 1024;
/// Of a hundred, as both formats count; beyond it nobody sees a difference on a telephone.
const QUALITY: u8 = 78;

/// The picture in a file, in every size and format.
pub fn anew(file: &[u8]) -> Result<NewPicture, Refused> {
    let (mut decoder, most) = begun(file)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > most {
        return Err(Refused::Large);
    }
    let upright = decoder.orientation().map_err(|_| Refused::Broken)?;
    let read = DynamicImage::from_decoder(decoder).map_err(|_| Refused::Broken)?;
    // As large as it is kept first, for what is turned and made smaller still is small then.
    let turns = matches!(upright, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH);
    let (width, height) = if turns { (height, width) } else { (width, height) };
    let sizes = sizes(width, height);
    let (width, height) = *sizes.last().ok_or(Refused::Broken)?;
    let largest = if turns { (height, width) } else { (width, height) };
    // Twice as large by halving, which needs no more memory than what comes of it, before it is made smaller finely.
    let twice = (largest.0 * 2, largest.1 * 2);
    let read = if read.width() > twice.0 { read.thumbnail_exact(twice.0, twice.1) } else { read };
    let mut largest = read.resize_exact(largest.0, largest.1, FilterType::CatmullRom);
    drop(read);
    largest.apply_orientation(upright);
    let largest = on_white(largest);
    let mut files = Vec::new();
    for (width, height) in sizes {
        let sized = largest.resize_exact(width, height, FilterType::CatmullRom).into_rgb8();
        for format in Format::ALL {
            files.push(PictureFile { width, format, bytes: written(&sized, format)? });
        }
    }
    Ok(NewPicture { digest: Sha256::digest(file).into(), width, height, files })
}

/// Whether a JPEG says everything of a line before the next one: it is sequential, and has one scan.
fn is_by_lines(file: &[u8]) -> bool {
    let (mut at, mut components) = (2, 0);
    loop {
        let &[0xff, kind, high, low] = file.get(at..at + 4).unwrap_or_default() else { return false };
        let after = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        match kind {
            // Of its components, all are in the scan.
            0xc0 | 0xc1 => components = file.get(at + 9).copied().unwrap_or_default(),
            // Another frame than a baseline or an extended sequential one (ITU-T T.81, table B.1).
            0xc2 | 0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return false,
            // No segment begins like this: what pads them is not followed here.
            0x00 | 0x01 | 0xd0..=0xd9 | 0xff => return false,
            0xda if file.get(at + 4) != Some(&components) => return false,
            0xda => {
                let rest = file.get(after..).unwrap_or_default();
                // In a scan 0xff is followed by a nought or by a mark to begin anew at; what follows the end is another file.
                let ends = rest.windows(2).find(|two| two[0] == 0xff && !matches!(two[1], 0 | 0xd0..=0xd7 | 0xff));
                return ends.is_none_or(|two| two[1] == 0xd9);
            }
            _ => {}
        }
        at = after;
    }
}

/// A picture that is about to be read, and the pixels that it may have.
fn begun(file: &[u8]) -> Result<(impl ImageDecoder + '_, u64), Refused> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| Refused::Broken)?;
    let most = match reader.format() {
        Some(ImageFormat::Jpeg) if is_by_lines(file) => MOST_BY_LINES,
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) => MOST_AT_ONCE,
        _ => return Err(Refused::Kind),
    };
    // What is told beside the pixels, as a profile of colours, is no larger than this when it is unpacked, or left out.
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_BESIDE);
    reader.limits(limits);
    Ok((reader.into_decoder().map_err(|_| Refused::Broken)?, most))
}

fn written(sized: &image::RgbImage, format: Format) -> Result<Vec<u8>, Refused> {
    match format {
        Format::Webp => {
            let encoder = webp::Encoder::from_rgb(sized, sized.width(), sized.height());
            Ok(encoder.encode(f32::from(QUALITY)).to_vec())
        }
        Format::Jpeg => {
            let mut bytes = Vec::new();
            JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(sized).map_err(|_| Refused::Broken)?;
            Ok(bytes)
        }
    }
}

/// JPEG has nothing to look through.
fn on_white(read: DynamicImage) -> DynamicImage {
    if !read.color().has_alpha() {
        return read;
    }
    let mut seen = read.into_rgba8();
    for pixel in seen.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0.map(u32::from);
        let over = |colour: u32| ((colour * alpha + 255 * (255 - alpha)) / 255) as u8;
        pixel.0 = [over(red), over(green), over(blue), 255];
    }
    seen.into()
}

#[cfg(test)]
mod tests;
