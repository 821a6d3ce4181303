use std::io::{Cursor, Write};

use domain::picture::Format;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::{Refused, anew, begun, is_by_lines};

/// A picture whose left half is red and whose right half is blue.
fn halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([200, 0, 0]) } else { Rgb([0, 0, 200]) }).into()
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG with what a telephone writes into it: which way is up, and where it was taken.
fn of_telephone(image: &DynamicImage, orientation: u8) -> Vec<u8> {
    let jpeg = file(image, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 34.0331 -5.0003 planted");
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn a_picture_comes_in_every_size_no_wider_than_it_is() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let new = anew(&file(&halves(900, 600), format)).unwrap();
        assert_eq!((new.width, new.height), (900, 600), "{format:?}");
        let sizes: Vec<_> = new.files.iter().map(|file| (file.width, file.format)).collect();
        let expected = [320, 640, 900].into_iter().flat_map(|width| Format::ALL.map(|format| (width, format)));
        assert_eq!(sizes, expected.collect::<Vec<_>>(), "{format:?}");
        for of in &new.files {
            let read = image::load_from_memory(&of.bytes).unwrap();
            assert_eq!(read.width(), of.width);
            let (left, right) = (read.get_pixel(5, 5).0, read.get_pixel(of.width - 5, 5).0);
            assert!(left[0] > 150 && left[2] < 60 && right[2] > 150 && right[0] < 60, "{left:?} {right:?}");
        }
    }
    let large = anew(&file(&halves(3000, 1000), ImageFormat::Jpeg)).unwrap();
    assert_eq!((large.width, large.height), (1280, 427));
}

#[test]
fn it_stands_upright_and_says_nothing_of_where_it_was_taken() {
    // Its top is on the right: it is turned by a quarter.
    let sent = of_telephone(&halves(400, 200), 6);
    assert!(holds(&sent, b"planted"));
    let new = anew(&sent).unwrap();
    assert_eq!((new.width, new.height), (200, 400));
    for of in &new.files {
        let read = image::load_from_memory(&of.bytes).unwrap();
        let (top, bottom) = (read.get_pixel(50, 10).0, read.get_pixel(50, 390).0);
        assert!(top[0] > 150 && bottom[2] > 150, "{top:?} {bottom:?}");
        for planted in [&b"planted"[..], b"Exif", b"GPS"] {
            assert!(!holds(&of.bytes, planted), "{:?}", of.format);
        }
    }
}

#[test]
fn what_can_be_looked_through_lies_on_white() {
    let glass: DynamicImage = RgbaImage::from_pixel(400, 300, Rgba([0, 0, 0, 0])).into();
    let new = anew(&file(&glass, ImageFormat::Png)).unwrap();
    let read = image::load_from_memory(&new.files.last().unwrap().bytes).unwrap();
    assert!(read.get_pixel(100, 100).0[..3].iter().all(|part| *part > 250));
}

#[test]
fn what_is_no_picture_becomes_none_whatever_it_is_called() {
    let foreign: [&[u8]; 7] = [
        b"",
        b"hello",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"%PDF-1.7",
        b"MZ\x90\0",
    ];
    for file in foreign {
        assert_eq!(anew(file).unwrap_err(), Refused::Kind, "{:?}", String::from_utf8_lossy(file));
    }
    let whole = file(&halves(900, 600), ImageFormat::Png);
    assert_eq!(anew(&whole[..whole.len() / 2]).unwrap_err(), Refused::Broken);
    let mut spoilt = whole.clone();
    spoilt[40..60].fill(0);
    assert_eq!(anew(&spoilt).unwrap_err(), Refused::Broken);
}

#[test]
fn what_hides_behind_a_picture_stays_behind() {
    let mut polyglot = file(&halves(400, 300), ImageFormat::Jpeg);
    polyglot.extend(b"<script>alert('planted')</script>PK\x03\x04 planted");
    let new = anew(&polyglot).unwrap();
    for of in &new.files {
        assert!(!holds(&of.bytes, b"planted") && !holds(&of.bytes, b"<script"));
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    for side in [60_000_u32, 5_000] {
        // A small PNG that says it is vast.
        let mut bomb = file(&halves(8, 8), ImageFormat::Png);
        bomb[16..20].copy_from_slice(&side.to_be_bytes());
        bomb[20..24].copy_from_slice(&side.to_be_bytes());
        let sum = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(anew(&bomb).unwrap_err(), Refused::Large, "{side}");
    }
}

#[test]
fn a_picture_that_is_unpacked_whole_may_have_fewer_pixels() {
    let jpeg = file(&halves(400, 300), ImageFormat::Jpeg);
    assert!(is_by_lines(&jpeg));
    // A small picture of itself in what a telephone writes is none of it, and neither is a second file behind the end.
    let telephone = of_telephone(&halves(400, 300), 6);
    assert!(is_by_lines(&telephone) && is_by_lines(&[&jpeg[..], &jpeg[..]].concat()));
    let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    let mut progressive = jpeg.clone();
    progressive[frame + 1] = 0xc2;
    assert!(!is_by_lines(&progressive));
    // One of its three components comes alone.
    let scan = jpeg.windows(2).position(|two| two == [0xff, 0xda]).unwrap();
    let mut alone = jpeg.clone();
    alone[scan + 4] = 1;
    assert!(!is_by_lines(&alone));
    let padded = [&jpeg[..frame], &[0xff], &jpeg[frame..]].concat();
    assert!(!is_by_lines(&padded));
    let end = jpeg.len() - 2;
    let scans = [&jpeg[..end], &[0xff, 0xda, 0, 2], &jpeg[end..]].concat();
    assert!(!is_by_lines(&scans));
    for broken in [&b""[..], &jpeg[..2], &jpeg[..20], b"hello, world"] {
        assert!(!is_by_lines(broken));
    }
    // Within what is read by lines, and beyond what is unpacked whole.
    let (height, width) = (frame + 5, frame + 7);
    let mut vast = progressive;
    vast[height..height + 2].copy_from_slice(&5_000_u16.to_be_bytes());
    vast[width..width + 2].copy_from_slice(&5_000_u16.to_be_bytes());
    assert_eq!(anew(&vast).unwrap_err(), Refused::Large);
}

#[test]
fn what_is_told_beside_the_pixels_is_not_unpacked_without_end() {
    // A profile of colours that is small in the file.
    let with_profile = |size: usize| {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&vec![0; size]).unwrap();
        let body = [&b"iCCPx\0\0"[..], &packed.finish().unwrap()].concat();
        let picture = file(&halves(8, 8), ImageFormat::Png);
        let (head, length) = (33, (body.len() as u32 - 4).to_be_bytes());
        [&picture[..head], &length, &body, &crc(&body).to_be_bytes(), &picture[head..]].concat()
    };
    let unpacked = |file: &[u8]| begun(file).unwrap().0.icc_profile().unwrap().map(|profile| profile.len());
    assert_eq!(unpacked(&with_profile(1000)), Some(1000));
    assert_eq!(unpacked(&with_profile(40 * 1024 * 1024)), None);
}

#[test]
fn a_picture_of_a_telephone_is_read_and_a_tall_one_is_narrower() {
    let new = anew(&file(&halves(3000, 1200), ImageFormat::Png)).unwrap();
    assert_eq!((new.width, new.height), (1280, 512));
    let tall = anew(&file(&halves(600, 9000), ImageFormat::Jpeg)).unwrap();
    assert_eq!((tall.width, tall.height), (273, 4095));
}

/// The sum over a part of a PNG (its specification, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    })
}
