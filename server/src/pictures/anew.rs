//! A file that somebody sends becomes a picture: it is read, turned upright and written anew in every size. Nothing of the
//! file itself goes on: where it was taken, by which telephone, and whatever else hides in it stay behind.

use std::io::Cursor;

use domain::picture::{Format, sizes};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    error::LimitError, imageops::FilterType,
};
use sha2::{Digest, Sha256};
use store::{NewPicture, PictureFile};

/// Pixels of either side, and bytes of memory that a picture takes when it is read: what says it is larger is not begun.
const MOST_SIDE: u32 = 12_000;
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// Of a hundred, as both formats count; beyond it nobody sees a difference on a telephone.
const QUALITY: u8 = 78;

/// Why a file becomes no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Neither JPEG nor PNG nor WebP, whatever it is called.
    Kind,
    /// Larger than is read.
    Large,
    /// It begins like a picture and cannot be read.
    Broken,
}

/// The picture in a file, in every size and format.
pub fn anew(file: &[u8]) -> Result<NewPicture, Refused> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| Refused::Broken)?;
    match reader.format() {
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) => {}
        _ => return Err(Refused::Kind),
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_SIDE), Some(MOST_SIDE));
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| why(&error))?;
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(Refused::Large);
    }
    let upright = decoder.orientation().map_err(|error| why(&error))?;
    let mut read = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    read.apply_orientation(upright);
    let read = on_white(read);
    let mut files = Vec::new();
    let sizes = sizes(read.width(), read.height());
    for (width, height) in &sizes {
        let sized = read.resize_exact(*width, *height, FilterType::CatmullRom).into_rgb8();
        for format in Format::ALL {
            files.push(PictureFile { width: *width, format, bytes: written(&sized, format)? });
        }
    }
    let (width, height) = *sizes.last().ok_or(Refused::Broken)?;
    Ok(NewPicture { digest: Sha256::digest(file).into(), width, height, files })
}

fn written(sized: &image::RgbImage, format: Format) -> Result<Vec<u8>, Refused> {
    match format {
        Format::Webp => {
            let encoder = webp::Encoder::from_rgb(sized, sized.width(), sized.height());
            Ok(encoder.encode(f32::from(QUALITY)).to_vec())
        }
        Format::Jpeg => {
            let mut bytes = Vec::new();
            JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(sized).map_err(|error| why(&error))?;
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

fn why(error: &ImageError) -> Refused {
    match error {
        ImageError::Limits(LimitError { .. }) => Refused::Large,
        _ => Refused::Broken,
    }
}

#[cfg(test)]
mod tests;
