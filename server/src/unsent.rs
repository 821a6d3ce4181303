//! A form of the desk that comes when its session is over is not lost: it comes back, to be sent again.

use app::unsent::Unsent;
use axum::{
    Form,
    extract::{FromRequest, Request},
    http::{Extensions, Method, StatusCode, Uri},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::provide_context;
use store::StaffMember;

use crate::{at::At, render::staff_page};

/// Where nobody has to be signed in, or a program asks and no person.
const FOR_ALL: [&str; 5] = ["/staff/sign-", "/staff/setup/", "/staff/password/", "/staff/api/", "/staff/editing"];

pub async fn bring_back(At(state): At, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let for_staff = path.starts_with("/staff/") && !FOR_ALL.iter().any(|open| path.starts_with(open));
    if request.method() != Method::POST || !for_staff || request.extensions().get::<StaffMember>().is_some() {
        return next.run(request).await;
    }
    // Back to this site, whatever host the request named.
    let action = request.uri().path_and_query().map_or(path, ToString::to_string);
    let headers = request.headers().clone();
    let Ok(Form(mut fields)) = Form::<Vec<(String, String)>>::from_request(request, &()).await else {
        return Redirect::to("/staff/sign-in").into_response();
    };
    // These are typed again.
    fields.retain(|(name, _)| !name.contains("password") && name != "code");
    let unsent = Unsent { action, fields };
    let context = move || provide_context(unsent.clone());
    let page = Uri::from_static("/staff/unsent");
    staff_page(&state, page, headers, Extensions::new(), StatusCode::UNAUTHORIZED, context).await
}
