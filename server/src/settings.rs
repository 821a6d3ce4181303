//! Settings from the environment. Each is explained in `.env.sample`; a wrong value stops the start.

use std::{env, net::SocketAddr, path::PathBuf};

/// Everything that differs between one installation and another.
#[derive(Clone, Debug)]
pub struct Settings {
    pub database: store::Settings,
    pub listen: SocketAddr,
    /// Address of the site as people see it, without a trailing slash.
    pub site: String,
    /// Folder of style, pictures, fonts and client.
    pub site_root: PathBuf,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the setting {name} is wrong: {why}")]
pub struct SettingError {
    name: &'static str,
    why: String,
}

impl Settings {
    /// Reads the environment.
    ///
    /// # Errors
    /// Names the setting and says what is wrong with it.
    pub fn read() -> Result<Self, SettingError> {
        let url = value("DATABASE_URL").unwrap_or_else(|| "sqlite://data/wifaq.db".to_owned());
        let connections = parsed("DATABASE_CONNECTIONS", 16, "a number from 1 to 200")?;
        let listen = parsed("LISTEN", SocketAddr::from(([127, 0, 0, 1], 3000)), "an address like 127.0.0.1:3000")?;
        let site = value("SITE_URL").unwrap_or_else(|| format!("http://{listen}"));
        if !site.starts_with("https://") && !site.starts_with("http://") {
            return Err(SettingError { name: "SITE_URL", why: "it must begin with https://".to_owned() });
        }
        let site = site.trim_end_matches('/').to_owned();
        let site_root = value("SITE_ROOT").unwrap_or_else(|| "site".to_owned()).into();
        Ok(Self { database: store::Settings { url, connections }, listen, site, site_root })
    }
}

fn value(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn parsed<T: std::str::FromStr>(name: &'static str, default: T, expected: &str) -> Result<T, SettingError> {
    let Some(text) = value(name) else { return Ok(default) };
    text.parse().map_err(|_| SettingError { name, why: format!("“{text}” is not {expected}") })
}
