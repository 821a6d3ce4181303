//! Routes with a list of themselves: what is not in the list is not served, and the test of who may do what goes through
//! all of it.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::Method,
    routing::{get, post},
};

use crate::state::AppState;

/// Routes that are written by hand.
#[derive(Default)]
pub struct Routes {
    router: Router<AppState>,
    list: Vec<(Method, &'static str)>,
}

impl Routes {
    pub fn get<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.list.push((Method::GET, path));
        Self { router: self.router.route(path, get(handler)), list: self.list }
    }

    pub fn post<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.list.push((Method::POST, path));
        Self { router: self.router.route(path, post(handler)), list: self.list }
    }

    /// The same for a form with a file of so many bytes.
    pub fn post_large<H, T>(mut self, path: &'static str, handler: H, most_bytes: usize) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.list.push((Method::POST, path));
        let route = post(handler).layer(DefaultBodyLimit::max(most_bytes));
        Self { router: self.router.route(path, route), list: self.list }
    }

    pub fn merge(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        Self { router: self.router.merge(other.router), list: self.list }
    }

    /// The router, and every method and pattern that it answers.
    pub fn into_parts(self) -> (Router<AppState>, Vec<(Method, &'static str)>) {
        (self.router, self.list)
    }
}
