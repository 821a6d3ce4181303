//! Turns the locale files into code. A key that one language lacks, or a plural form, fails the build.

use std::{
    collections::BTreeSet,
    error::Error,
    fmt::Write,
    path::{Path, PathBuf},
};

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use serde_json::Value;

const LOCALES: [&str; 3] = ["ar", "fr", "en"];
const NAMESPACES: [&str; 7] = ["site", "booking", "desk", "waiting", "message", "admin", "people"];
/// Forms that each language's numbers need (Unicode CLDR).
const FORMS: [(&str, &[&str]); 3] = [
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("fr", &["one", "many", "other"]),
    ("en", &["one", "other"]),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let complaints: Vec<String> = NAMESPACES.iter().map(|n| complaints(n)).collect::<Result<Vec<_>, _>>()?.concat();
    if !complaints.is_empty() {
        return Err(complaints.join("\n").into());
    }
    let config = Config::new("ar")?.add_locale("fr")?.add_locale("en")?.add_namespaces(NAMESPACES)?;
    // Counted words are written on the server, as strings.
    let config = config.parse_options(ParseOptions::default().interpolate_display(true));
    let target = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?).join("i18n");
    TranslationsInfos::parse(config)?.generate_i18n_module(target)?;
    build_in_pages()
}

/// Lists the pages to read for `api::content`. A page that one language lacks fails the build.
fn build_in_pages() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=content");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or("no CARGO_MANIFEST_DIR")?).join("content");
    let names = LOCALES.map(|locale| names_in(&root.join(locale)));
    let names = names.into_iter().collect::<Result<Vec<_>, _>>()?;
    let all: BTreeSet<String> = names.iter().flatten().cloned().collect();
    let mut list = String::from("pub const PAGES: &[(&str, &str, &str)] = &[\n");
    for (locale, names) in LOCALES.iter().zip(&names) {
        if let Some(missing) = all.difference(names).next() {
            return Err(format!("content/{locale} lacks {missing}.md").into());
        }
        for name in names {
            let path = format!("/content/{locale}/{name}.md");
            writeln!(
                list,
                "    ({locale:?}, {name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),"
            )?;
        }
    }
    list.push_str("];\n");
    let target = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?).join("content.rs");
    Ok(std::fs::write(target, list)?)
}

fn names_in(folder: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let files = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let names = files.iter().map(|file| file.file_name().to_string_lossy().into_owned());
    Ok(names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned)).collect())
}

fn complaints(namespace: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let keys = LOCALES.map(|locale| keys_of(locale, namespace));
    let keys = keys.into_iter().collect::<Result<Vec<_>, _>>()?;
    let all: BTreeSet<String> = keys.iter().flatten().map(|key| stem(key).to_owned()).collect();
    let mut complaints = Vec::new();
    for (locale, keys) in LOCALES.iter().zip(&keys) {
        let stems: BTreeSet<String> = keys.iter().map(|key| stem(key).to_owned()).collect();
        complaints.extend(all.difference(&stems).map(|key| format!("{locale}/{namespace}.json lacks {key}")));
        let forms = FORMS.iter().find(|(name, _)| name == locale).map_or(&[][..], |(_, forms)| forms);
        for counted in keys.iter().filter_map(|key| key.strip_suffix("_other")) {
            let missing = forms.iter().map(|form| format!("{counted}_{form}")).filter(|key| !keys.contains(key));
            complaints.extend(missing.map(|key| format!("{locale}/{namespace}.json lacks {key}")));
        }
    }
    Ok(complaints)
}

fn keys_of(locale: &str, namespace: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let path = Path::new("locales").join(locale).join(format!("{namespace}.json"));
    let mut keys = BTreeSet::new();
    collect("", &serde_json::from_str(&std::fs::read_to_string(path)?)?, &mut keys);
    Ok(keys)
}

fn collect(prefix: &str, value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| collect(&format!("{prefix}.{name}"), value, keys))
        }
        _ => drop(keys.insert(prefix.to_owned())),
    }
}

/// The key without its plural form.
fn stem(key: &str) -> &str {
    let forms = ["_zero", "_one", "_two", "_few", "_many", "_other"];
    forms.iter().find_map(|form| key.strip_suffix(form)).unwrap_or(key)
}
