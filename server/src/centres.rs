//! The centres of the database, as the program knows them while it runs.

use std::collections::BTreeMap;

use app::here::Here;

/// How often what the public site shows of each centre has changed, by the centre's id.
pub type Changes = BTreeMap<i64, i64>;

/// Every centre of the database, the first one first.
#[derive(Clone)]
pub struct Centres(pub Vec<Here>);

impl Centres {
    /// The centre that has this host; else the one without a host of its own, which the only centre of a database is.
    pub fn at(&self, host: Option<&str>) -> Option<&Here> {
        let named = |here: &&Here| here.centre.host.is_some() && here.centre.host.as_deref() == host;
        self.0.iter().find(named).or_else(|| self.0.iter().find(|here| here.centre.host.is_none()))
    }

    /// A centre as it is by now.
    pub fn of(&self, centre_id: i64) -> Option<&Here> {
        self.0.iter().find(|here| here.centre.id == centre_id)
    }
}
