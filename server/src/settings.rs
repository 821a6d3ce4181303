//! Settings from the environment. Each is explained in `.env.sample`; a wrong value stops the start.

use std::{
    env,
    net::{IpAddr, SocketAddr},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use crate::telemetry;

/// Everything that differs between one installation and another.
#[derive(Clone, Debug)]
pub struct Settings {
    pub database: store::Settings,
    pub listen: SocketAddr,
    /// Address of the site as people see it, without a trailing slash.
    pub site: String,
    /// What is logged, in the words of `tracing`.
    pub log: String,
    /// Reverse proxies that are believed when they say whose request they pass on.
    pub proxies: Vec<IpAddr>,
    /// Where operators read numbers of the program; without it nowhere.
    pub metrics: Option<SocketAddr>,
    /// Program that carries messages to families; without one none is sent.
    pub message_command: Option<PathBuf>,
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
        let (sqlite, postgres) = (url.starts_with("sqlite://"), url.starts_with("postgres"));
        if !sqlite && !postgres || url.contains(":memory:") || url.contains("mode=memory") {
            let why = format!("“{url}” is no sqlite:///path/to/file and no postgres://user:password@host/name");
            return Err(SettingError { name: "DATABASE_URL", why });
        }
        let connections = parsed("DATABASE_CONNECTIONS", 16, "a number from 1 to 200")?;
        if !(1..=200).contains(&connections) {
            let why = format!("“{connections}” is not a number from 1 to 200");
            return Err(SettingError { name: "DATABASE_CONNECTIONS", why });
        }
        let listen = parsed("LISTEN", SocketAddr::from(([127, 0, 0, 1], 3000)), "an address like 127.0.0.1:3000")?;
        let site = value("SITE_URL").unwrap_or_else(|| format!("http://{listen}"));
        if !site.starts_with("https://") && !site.starts_with("http://") {
            return Err(SettingError { name: "SITE_URL", why: "it must begin with https://".to_owned() });
        }
        let site = site.trim_end_matches('/').to_owned();
        let host = site.split("://").nth(1).unwrap_or_default();
        let named = !host.is_empty()
            && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
        if !named {
            let why = format!("“{site}” names no host, or says more than one");
            return Err(SettingError { name: "SITE_URL", why });
        }
        let proxies = addresses("TRUSTED_PROXIES")?;
        let log = value("RUST_LOG").unwrap_or_else(|| "info,sea_orm_migration=warn".to_owned());
        telemetry::check(&log).map_err(|why| SettingError { name: "RUST_LOG", why: format!("“{log}”: {why}") })?;
        let metrics = match value("METRICS_LISTEN") {
            Some(_) => Some(parsed("METRICS_LISTEN", listen, "an address like 127.0.0.1:9300")?),
            None => None,
        };
        let message_command = value("MESSAGE_COMMAND").map(PathBuf::from);
        if let Some(command) = &message_command
            && !command.is_file()
        {
            let why = format!("there is no program “{}”", command.display());
            return Err(SettingError { name: "MESSAGE_COMMAND", why });
        }
        if let Some(command) = &message_command
            && !may_run(command)
        {
            let why = format!("“{}” may not be executed", command.display());
            return Err(SettingError { name: "MESSAGE_COMMAND", why });
        }
        Ok(Self {
            database: store::Settings { url, connections, zones: zone_folder() },
            listen,
            site,
            log,
            proxies,
            metrics,
            message_command,
        })
    }
}

fn may_run(program: &Path) -> bool {
    program.metadata().is_ok_and(|about| about.permissions().mode() & 0o111 != 0)
}

fn value(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn parsed<T: std::str::FromStr>(name: &'static str, default: T, expected: &str) -> Result<T, SettingError> {
    let Some(text) = value(name) else { return Ok(default) };
    text.parse().map_err(|_| SettingError { name, why: format!("“{text}” is not {expected}") })
}

/// The machine's zone data, where its programs look for them.
fn zone_folder() -> Option<PathBuf> {
    let usual = ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"].map(PathBuf::from);
    let named = value("TZDIR").map(PathBuf::from);
    named.into_iter().chain(usual).find(|folder| folder.is_dir())
}

/// Network addresses with commas between them.
fn addresses(name: &'static str) -> Result<Vec<IpAddr>, SettingError> {
    let text = value(name).unwrap_or_default();
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let read = |part: &str| {
        let why = format!("“{part}” is not a network address like 127.0.0.1");
        part.parse().map_err(|_| SettingError { name, why })
    };
    parts.map(read).collect()
}
