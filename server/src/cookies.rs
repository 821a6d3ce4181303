//! Cookies of this site: kept from scripts, other sites and plain lines.

use axum::http::HeaderValue;

/// A `__Host-` cookie that is forgotten with the browser's window.
pub fn window_cookie(name: &str, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax")).ok()
}

/// A `__Host-` cookie that lives `seconds`; 0 ends it.
pub fn host_cookie(name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}")).ok()
}
