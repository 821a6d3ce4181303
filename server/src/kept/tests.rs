use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use domain::{access::Role, language::Language};
use store::{Actor, CentreSettings, CentreText, Edit, HelpLine, NewRevision, PageWords};
use tower::ServiceExt;

use super::{LONGEST_QUERY, MOST};
use crate::{application::router, fixture, now};

const TIMES: &str = "/fr/book/times?service=information-meeting&mode=in_person&with=";

async fn ask(router: &Router, path: &str, with: &[(header::HeaderName, &str)]) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::get(path).header(header::HOST, "fes.example.ma");
    for (name, value) in with {
        request = request.header(name, *value);
    }
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_is_the_same_for_everybody_until_another_process_changes_it() {
    let (ours, folder) = fixture::database("kept").await;
    let centre = ours.centres().await.unwrap().remove(0);
    fixture::hire(&ours, &centre, "m@example.com", &[Role::Mediator]).await;
    let here = router(fixture::state(&ours, vec![centre.clone()]));
    let (status, first, html) = ask(&here, TIMES, &[]).await;
    assert_eq!(status, StatusCode::OK);
    let tag = first[header::ETAG].to_str().unwrap().to_owned();
    let policy = &first[header::CONTENT_SECURITY_POLICY];
    assert!(!policy.to_str().unwrap().contains("nonce"), "{policy:?}");
    assert!(policy.to_str().unwrap().contains("'sha256-"), "{policy:?}");
    assert!(!html.contains("nonce="));

    let (status, again, nothing) = ask(&here, TIMES, &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!((status, nothing.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(&again[header::CONTENT_SECURITY_POLICY], policy, "a browser takes the policy of this answer");
    let (_, packed, _) = ask(&here, TIMES, &[(header::ACCEPT_ENCODING, "gzip, br")]).await;
    assert_eq!(
        (&packed[header::CONTENT_ENCODING], &packed[header::ETAG]),
        (&"br".parse().unwrap(), &first[header::ETAG])
    );

    let theirs = fixture::connect(&folder).await;
    let (_, start) = fixture::book(&theirs, &centre).await;
    let link = format!("start={start}");
    assert!(html.contains(&link), "the page offered what was booked then");
    let (status, _, fresh) = ask(&here, TIMES, &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!(status, StatusCode::OK, "whoever could know of the change is not told the old");
    assert!(!fresh.contains(&link));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_for_everybody_is_not_kept() {
    let (store, _folder) = fixture::database("not-kept").await;
    let centres = store.centres().await.unwrap();
    fixture::hire(&store, &centres[0], "m@example.com", &[Role::Mediator]).await;
    let here = router(fixture::state(&store, centres));
    for path in [
        "/fr/appointment",
        "/fr/waiting?service=information-meeting&mode=in_person&with=",
        "/fr/book/details?service=information-meeting&mode=in_person&start=2030-01-01T09:00",
        "/fr/book/details",
        "/fr?from=an-advertisement",
        "/fr/no-such-page",
        "/staff/sign-in",
    ] {
        let (_, headers, _) = ask(&here, path, &[]).await;
        assert!(!headers.contains_key(header::ETAG), "{path}");
    }
    let (_, headers, _) = ask(&here, "/fr/mediation", &[]).await;
    assert!(headers.contains_key(header::ETAG));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_much_is_asked_only_so_much_is_kept() {
    let (store, _folder) = fixture::database("kept-most").await;
    let state = fixture::state(&store, store.centres().await.unwrap());
    let here = router(state.clone());
    let page = |n: usize| format!("/fr/book?service={n:0>0$}", LONGEST_QUERY - "service=".len());
    for n in 0..100 {
        let (status, ..) = ask(&here, &page(n), &[]).await;
        assert_eq!(status, StatusCode::OK);
    }
    let (kept, bytes) = {
        let pages = state.kept.0.pages.lock().unwrap();
        (pages.by_question.len(), pages.bytes)
    };
    assert!(kept > 90, "{kept} pages are kept");
    assert!(bytes > 100 * LONGEST_QUERY, "an address counts, too");
    for n in 0..4 {
        state.kept.0.pages.lock().unwrap().make_room(MOST / 3);
        ask(&here, &page(100 + n), &[]).await;
        assert!(state.kept.0.pages.lock().unwrap().bytes <= MOST);
    }
    assert!(state.kept.0.pages.lock().unwrap().by_question.len() < 10, "what was kept before made room");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_could_not_be_made_says_so_and_is_not_kept() {
    let (store, _folder) = fixture::database("kept-broken").await;
    let here = router(fixture::state(&store, store.centres().await.unwrap()));
    let (status, ..) = ask(&here, TIMES, &[]).await;
    assert_eq!(status, StatusCode::OK);
    store.clone().close().await.unwrap();
    for path in [TIMES, "/fr/book"] {
        let (status, headers, _) = ask(&here, path, &[]).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(!headers.contains_key(header::ETAG), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_centre_says_of_itself_shows_at_once_on_every_page() {
    let (store, folder) = fixture::database("said").await;
    let centre = store.centres().await.unwrap().remove(0);
    let here = router(fixture::state(&store, vec![centre.clone()]));
    let (_, _, before) = ask(&here, "/fr/danger", &[]).await;
    assert!(before.contains("Wifaq") && before.contains("tel:8350") && !before.contains("tel:+212535610000"));
    // Another process saves it; this one has known the centre since it began.
    let theirs = fixture::connect(&folder).await;
    let text = CentreText { name: "Maison <Atlas>".into(), ..CentreText::default() };
    theirs.save_centre_texts(&centre, &[(Language::Fr, text)].into(), Actor::Shell, 0).await.unwrap();
    let words = Language::ALL.map(|language| (language, "écoute".to_owned())).into();
    let line = HelpLine { number: "141".into(), words };
    theirs.save_help_lines(&centre, &[line], Actor::Shell, 0).await.unwrap();
    let settings = CentreSettings { phone: Some("+212535610000".into()), ..CentreSettings::of(&centre) };
    theirs.save_settings(&centre, &settings, Actor::Shell, 0).await.unwrap();
    let (_, _, after) = ask(&here, "/fr/danger", &[]).await;
    assert!(after.contains("Maison &lt;Atlas&gt;") && !after.contains("Wifaq"), "{after}");
    assert!(after.contains("tel:141") && !after.contains("tel:8350"), "{after}");
    assert!(after.contains("tel:+212535610000"), "the telephone stands at the foot");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_a_centre_has_written_shows_at_once_and_goes_as_soon() {
    let (store, folder) = fixture::database("written").await;
    let centre = store.centres().await.unwrap().remove(0);
    let by = fixture::hire(&store, &centre, "e@example.com", &[Role::Editor]).await;
    let here = router(fixture::state(&store, vec![centre.clone()]));
    let (_, _, before) = ask(&here, "/fr/about", &[]).await;
    let theirs = fixture::connect(&folder).await;
    let words = PageWords {
        title: "Notre <maison>".into(),
        lead: "Deux mots.".into(),
        text: "## Ici\n\n<script>alert(1)</script>\n\n[là](javascript:x)".into(),
    };
    let new = NewRevision::of("about", Language::Fr, words);
    let edit = |seen| (by, Edit { by: Actor::Staff(by), seen: Some(seen) });
    theirs.write_page(&centre, &new, None, edit(0), now()).await.unwrap();
    let (_, _, draft) = ask(&here, "/fr/about", &[]).await;
    assert_eq!(draft, before, "a draft is nobody's to read");
    theirs.write_page(&centre, &new, Some(store::Period { from: now(), until: None }), edit(1), now()).await.unwrap();
    let (_, _, own) = ask(&here, "/fr/about", &[]).await;
    assert!(own.contains("Notre &lt;maison&gt;") && own.contains("<h2>Ici</h2>"), "{own}");
    assert!(!own.contains("<script>alert") && !own.contains("javascript:"), "{own}");
    let (_, _, arabic) = ask(&here, "/ar/about", &[]).await;
    assert!(!arabic.contains("maison"), "another language is another page");
    theirs.show_usual_page(&centre, "about", Language::Fr, edit(2), now()).await.unwrap();
    assert_eq!(ask(&here, "/fr/about", &[]).await.2, before);
}
